//! What mails say while nobody has worded them otherwise, in each language.

use super::{MailKind, Placeholder, Values, Wording};
use crate::tongue::Tongue;

/// The wording of the house.
pub fn default_wording(kind: MailKind, tongue: Tongue) -> Wording {
    let (subject, text) = match tongue {
        Tongue::English => english(kind),
        Tongue::German => german(kind),
        Tongue::Arabic => arabic(kind),
    };
    Wording { subject: subject.to_owned(), text: text.to_owned() }
}

fn english(kind: MailKind) -> (&'static str, &'static str) {
    match kind {
        MailKind::Receipt => (
            "Your receipt from {merchant.name}",
            "{greeting}\n\nthank you. We received your payment of {amount} on {date}.\n\nFor: {description}\n\
             Reference: {reference}",
        ),
        MailKind::RenewalReminder => (
            "Your subscription renews in {days}",
            "{greeting}\n\nyour subscription {description} renews on {due_date} for {amount}.\n\n{link}",
        ),
        MailKind::PaymentFailed => (
            "Your payment to {merchant.name} did not go through",
            "{greeting}\n\nwe could not charge your card {amount} for {description}. Please pay until {due_date}, so that \
             nothing is interrupted.\n\nInvoice: {number}\n\n{link}",
        ),
        MailKind::Overdue => (
            "Invoice {number} is overdue",
            "{greeting}\n\n{amount} for {description} was due on {due_date}, and we have not received it yet.\n\n{link}\n\n\
             If you have paid in the meantime, there is nothing left for you to do.",
        ),
        MailKind::OverdueReminder => (
            "Reminder: invoice {number} is overdue",
            "{greeting}\n\nwe are still waiting for {amount} for {description}, which was due on {due_date}. Without a \
             payment your subscription ends in the next days.\n\n{link}",
        ),
        MailKind::SubscriptionCanceled => (
            "Your subscription has ended",
            "{greeting}\n\nyour subscription {description} ended on {date}. You will not be charged for it again.",
        ),
        MailKind::Invitation => (
            "{invited_by} invites you to {merchant.name}",
            "Hello,\n\n{invited_by} invites you to work for {merchant.name} as {role}.\n\n{link}\n\n\
             The link counts for seven days and for one person. Don't pass it on.",
        ),
        MailKind::PortalLink => (
            "Your link to your account at {merchant.name}",
            "{greeting}\n\nhere you see your orders, invoices and subscriptions, and can change your details.\n\n{link}\n\n\
             The link opens your account once, within 30 minutes. If you did not ask for it, there is nothing to do: nobody \
             gets in without it.",
        ),
        MailKind::RefundAddress => (
            "Confirm your refund address at {merchant.name}",
            "{greeting}\n\nrefunds from {merchant.name} are to go here from now on:\n\n{refund_address}\n\n\
             Confirm it only if you asked for it yourself.\n\n{link}\n\n\
             The link counts once, within 24 hours. If it was not you, do nothing and tell us: refunds go where they went \
             before.",
        ),
        MailKind::Notice => ("News from {merchant.name}", "{greeting}\n\n"),
    }
}

fn german(kind: MailKind) -> (&'static str, &'static str) {
    match kind {
        MailKind::Receipt => (
            "Ihre Quittung von {merchant.name}",
            "{greeting}\n\nvielen Dank. Ihre Zahlung über {amount} ist am {date} eingegangen.\n\nFür: {description}\n\
             Referenz: {reference}",
        ),
        MailKind::RenewalReminder => (
            "Ihr Abonnement verlängert sich in {days}",
            "{greeting}\n\nIhr Abonnement {description} verlängert sich am {due_date} für {amount}.\n\n{link}",
        ),
        MailKind::PaymentFailed => (
            "Ihre Zahlung an {merchant.name} ist fehlgeschlagen",
            "{greeting}\n\nwir konnten Ihre Karte nicht mit {amount} für {description} belasten. Bitte zahlen Sie bis zum \
             {due_date}, damit nichts unterbrochen wird.\n\nRechnung: {number}\n\n{link}",
        ),
        MailKind::Overdue => (
            "Rechnung {number} ist überfällig",
            "{greeting}\n\n{amount} für {description} war am {due_date} fällig und ist noch nicht eingegangen.\n\n{link}\n\n\
             Falls Sie inzwischen gezahlt haben, brauchen Sie nichts zu tun.",
        ),
        MailKind::OverdueReminder => (
            "Erinnerung: Rechnung {number} ist überfällig",
            "{greeting}\n\nwir warten noch auf {amount} für {description}, fällig am {due_date}. Ohne Zahlung endet Ihr \
             Abonnement in den nächsten Tagen.\n\n{link}",
        ),
        MailKind::SubscriptionCanceled => (
            "Ihr Abonnement ist beendet",
            "{greeting}\n\nIhr Abonnement {description} endete am {date}. Es wird nichts mehr dafür abgebucht.",
        ),
        MailKind::Invitation => (
            "{invited_by} lädt Sie zu {merchant.name} ein",
            "Guten Tag,\n\n{invited_by} lädt Sie ein, für {merchant.name} zu arbeiten. Ihre Rolle: {role}.\n\n{link}\n\n\
             Der Link gilt sieben Tage und für eine Person. Geben Sie ihn nicht weiter.",
        ),
        MailKind::PortalLink => (
            "Ihr Link zu Ihrem Konto bei {merchant.name}",
            "{greeting}\n\nhier sehen Sie Ihre Bestellungen, Rechnungen und Abonnements und können Ihre Angaben ändern.\n\n\
             {link}\n\nDer Link öffnet Ihr Konto einmal, innerhalb von 30 Minuten. Falls Sie ihn nicht angefordert haben, \
             brauchen Sie nichts zu tun: Ohne ihn kommt niemand hinein.",
        ),
        MailKind::RefundAddress => (
            "Bestätigen Sie Ihre Erstattungsadresse bei {merchant.name}",
            "{greeting}\n\nErstattungen von {merchant.name} sollen künftig hierhin gehen:\n\n{refund_address}\n\n\
             Bestätigen Sie das nur, wenn Sie es selbst veranlasst haben.\n\n{link}\n\n\
             Der Link gilt einmal, innerhalb von 24 Stunden. Falls Sie es nicht waren, tun Sie nichts und sagen Sie uns \
             Bescheid: Erstattungen gehen dann dorthin, wohin sie bisher gingen.",
        ),
        MailKind::Notice => ("Neues von {merchant.name}", "{greeting}\n\n"),
    }
}

fn arabic(kind: MailKind) -> (&'static str, &'static str) {
    match kind {
        MailKind::Receipt => (
            "إيصالك من {merchant.name}",
            "{greeting}\n\nشكرًا لك. استلمنا دفعتك بقيمة {amount} بتاريخ {date}.\n\nمقابل: {description}\nالمرجع: {reference}",
        ),
        MailKind::RenewalReminder => (
            "يتجدد اشتراكك خلال {days}",
            "{greeting}\n\nيتجدد اشتراكك {description} بتاريخ {due_date} مقابل {amount}.\n\n{link}",
        ),
        MailKind::PaymentFailed => (
            "لم تتم دفعتك إلى {merchant.name}",
            "{greeting}\n\nتعذّر خصم {amount} من بطاقتك مقابل {description}. يُرجى الدفع قبل {due_date} حتى لا تنقطع الخدمة.\n\n\
             الفاتورة: {number}\n\n{link}",
        ),
        MailKind::Overdue => (
            "الفاتورة {number} متأخرة",
            "{greeting}\n\nكان مبلغ {amount} مقابل {description} مستحقًا بتاريخ {due_date} ولم يصلنا بعد.\n\n{link}\n\n\
             إذا كنت قد دفعت في هذه الأثناء فلا حاجة إلى أي إجراء.",
        ),
        MailKind::OverdueReminder => (
            "تذكير: الفاتورة {number} متأخرة",
            "{greeting}\n\nما زلنا بانتظار {amount} مقابل {description}، وقد استحق بتاريخ {due_date}. من دون دفع ينتهي اشتراكك \
             خلال الأيام القادمة.\n\n{link}",
        ),
        MailKind::SubscriptionCanceled => (
            "انتهى اشتراكك",
            "{greeting}\n\nانتهى اشتراكك {description} بتاريخ {date}، ولن يُخصم منك أي مبلغ مقابله بعد الآن.",
        ),
        MailKind::Invitation => (
            "دعوة من {invited_by} إلى {merchant.name}",
            "مرحبًا،\n\nيدعوك {invited_by} إلى العمل لدى {merchant.name} بصفة {role}.\n\n{link}\n\n\
             الرابط صالح لسبعة أيام ولشخص واحد. لا تشاركه مع أحد.",
        ),
        MailKind::PortalLink => (
            "رابط حسابك لدى {merchant.name}",
            "{greeting}\n\nهنا ترى طلباتك وفواتيرك واشتراكاتك، ويمكنك تعديل بياناتك.\n\n{link}\n\n\
             يفتح الرابط حسابك مرة واحدة خلال 30 دقيقة. إذا لم تطلبه فلا حاجة إلى أي إجراء: لا يدخل أحد من دونه.",
        ),
        MailKind::RefundAddress => (
            "أكّد عنوان الاسترداد لدى {merchant.name}",
            "{greeting}\n\nمن الآن فصاعدًا ستُرسل المبالغ المستردة من {merchant.name} إلى:\n\n{refund_address}\n\n\
             أكّد ذلك فقط إذا طلبته بنفسك.\n\n{link}\n\n\
             الرابط صالح مرة واحدة خلال 24 ساعة. إذا لم تطلب ذلك فلا تفعل شيئًا وأخبرنا: تبقى المبالغ المستردة تُرسل إلى \
             حيث كانت.",
        ),
        MailKind::Notice => ("جديد {merchant.name}", "{greeting}\n\n"),
    }
}

/// A greeting of somebody by name, or of nobody in particular.
pub fn greeting(tongue: Tongue, name: &str) -> String {
    match (tongue, name.trim()) {
        (Tongue::English, "") => "Hello,".to_owned(),
        (Tongue::English, name) => format!("Hello {name},"),
        (Tongue::German, "") => "Guten Tag,".to_owned(),
        (Tongue::German, name) => format!("Guten Tag {name},"),
        (Tongue::Arabic, "") => "مرحبًا،".to_owned(),
        (Tongue::Arabic, name) => format!("مرحبًا {name}،"),
    }
}

/// Values for a look at a mail before there is anything to tell, to a customer of this name.
pub fn sample(kind: MailKind, tongue: Tongue, customer: &str, merchant: &str) -> Values {
    use crate::money::{Amount, Currency};
    use crate::time::Timestamp;

    let amount = "EUR".parse::<Currency>().map(|currency| tongue.amount(Amount { minor: 4800, currency }));
    let day = Timestamp::from_date(2026, 12, 24).map(|day| tongue.day(day)).unwrap_or_default();
    let value = |placeholder| match placeholder {
        Placeholder::Greeting => greeting(tongue, customer),
        Placeholder::CustomerName => customer.to_owned(),
        Placeholder::CustomerEmail => "ada@example.com".to_owned(),
        Placeholder::MerchantName => merchant.to_owned(),
        Placeholder::Amount => amount.clone().unwrap_or_default(),
        Placeholder::Description => "Pro".to_owned(),
        Placeholder::Number => "1042".to_owned(),
        Placeholder::Date | Placeholder::DueDate => day.clone(),
        Placeholder::Days => tongue.days(7),
        Placeholder::Reference => "pay_01kafg3v9te5rbh2m8q0w4x7yd".to_owned(),
        Placeholder::Link => "https://example.com/invoice".to_owned(),
        Placeholder::RefundAddress => "ada@wallet.example".to_owned(),
        Placeholder::Role => "Support".to_owned(),
        Placeholder::InvitedBy => "Olga Owner".to_owned(),
    };
    kind.placeholders().iter().map(|placeholder| (*placeholder, value(*placeholder))).collect()
}
