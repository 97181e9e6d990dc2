//! Arabic. What is put into a sentence stands in isolates, so that names and amounts keep their own direction.

use clientele_domain::checkout::{Decline, Interval, SubmitType, Word};
use clientele_domain::payment::MethodKind;

use super::Texts;
use crate::hosted::TestCard;

/// A text in its own direction.
fn own(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}

/// A number of characters.
fn letters(count: i64) -> String {
    match count {
        1 => "حرف واحد".to_owned(),
        2 => "حرفين".to_owned(),
        3..=10 => format!("{count} أحرف"),
        _ => format!("{count} حرفًا"),
    }
}

pub(super) static TEXTS: Texts = Texts {
    window: |merchant| format!("الدفع إلى {}", own(merchant)),
    order: "ملخص الطلب",
    show_lines: |lines| match lines {
        2 => "عرض العنصرين".to_owned(),
        3..=10 => format!("عرض {lines} عناصر"),
        _ => format!("عرض {lines} عنصرًا"),
    },
    total: "المجموع",
    recurring: |recurring| {
        let (one, two, few) = match recurring.interval {
            Interval::Month => ("كل شهر", "كل شهرين", "أشهر"),
            Interval::Quarter => ("كل ثلاثة أشهر", "كل ستة أشهر", "أرباع سنة"),
            Interval::Year => ("كل سنة", "كل سنتين", "سنوات"),
        };
        match recurring.count {
            1 => one.to_owned(),
            2 => two.to_owned(),
            count => format!("كل {count} {few}"),
        }
    },
    questions: "هل لديك أسئلة؟",
    language: "اللغة",
    back: |merchant| format!("العودة إلى {}", own(merchant)),
    test_checkout: "دفع تجريبي.",
    nothing_is_charged: "لن يُخصم أي مبلغ.",

    your_details: "بياناتك",
    welcome_back: |name| format!("مرحبًا بعودتك، {}", own(name)),
    paying_as: |known| format!("أنت تدفع باسم {}.", own(known)),
    email: "البريد الإلكتروني",
    name: "الاسم الكامل",
    phone: "الهاتف",
    phone_hint: |prefix| format!("مع رمز الدولة، مثل {}.", own(prefix)),
    phone_hint_plain: "مع رمز الدولة، مثل \u{2068}+971\u{2069}.",
    billing_address: "عنوان الفاتورة",
    shipping_address: "عنوان التوصيل",
    recipient: "اسم المستلم",
    country: "البلد",
    use_country: "استخدام هذا البلد",
    word: |word| match word {
        Word::Street => "الشارع والرقم",
        Word::Flat => "الشقة أو الطابق أو المبنى",
        Word::PostalCode | Word::Postcode => "الرمز البريدي",
        Word::ZipCode => "الرمز البريدي (ZIP)",
        Word::Eircode => "الرمز البريدي (Eircode)",
        Word::PinCode => "الرمز البريدي (PIN)",
        Word::Cep => "الرمز البريدي (CEP)",
        Word::City => "المدينة",
        Word::Town => "البلدة أو المدينة",
        Word::Suburb => "الضاحية",
        Word::District => "الحي",
        Word::State => "الولاية",
        Word::Province => "المقاطعة",
        Word::County => "الإقليم",
        Word::Prefecture => "المحافظة اليابانية",
        Word::Emirate => "الإمارة",
        Word::Governorate => "المحافظة",
        Word::Department => "القسم الإداري",
        Word::Region => "المنطقة",
    },
    optional: "اختياري",
    locked: "من سجلك لدى المتجر، ولا يمكن تغييره هنا.",
    choose: "اختر",
    characters: |least, most| match (least, most) {
        (Some(least), Some(most)) if least == most => format!("{}.", letters(least)),
        (Some(least), Some(most)) => format!("من {least} إلى {}.", letters(most)),
        (Some(least), None) => format!("على الأقل {}.", letters(least)),
        (None, Some(most)) => format!("على الأكثر {}.", letters(most)),
        (None, None) => String::new(),
    },

    pay_with: "طريقة الدفع",
    method: |kind| match kind {
        MethodKind::Card => "بطاقة",
        MethodKind::Lightning => "شبكة البرق",
        MethodKind::Wallet => "محفظة",
        MethodKind::MobileMoney => "محفظة الهاتف",
        MethodKind::BankTransfer => "تحويل مصرفي",
        MethodKind::Cash => "نقدًا",
        MethodKind::Other => "طريقة أخرى",
    },
    no_method: "لا توجد طريقة للدفع هنا بعد. اسأل المتجر.",
    another_card: "بطاقة أخرى",
    card_number: "رقم البطاقة",
    card_expiry: "تاريخ الانتهاء",
    card_expiry_form: "MM / YY",
    card_cvc: "رمز الأمان",
    card_is_kept: |merchant| format!("يحتفظ {} بهذه البطاقة لدفعاتك القادمة.", own(merchant)),
    test_cards: "بطاقات للتجربة",
    test_card: |card| match card {
        TestCard::Paid => "تُخصم",
        TestCard::Declined => "تُرفض",
        TestCard::LacksFunds => "رصيدها غير كافٍ",
        TestCard::Slow => "تُخصم، ويتأخر الرد عشر ثوانٍ",
        TestCard::AnswerLost => "تُخصم، ويضيع الرد",
        TestCard::RefundFails => "تُخصم، ولا تقبل رد الأموال",
    },
    lightning_explained: "ستحصل على رمز تمسحه بأي محفظة لشبكة البرق. السعر بالبيتكوين ثابت لبضع دقائق.",
    manual_explained: "ستحصل على تفاصيل الدفع. يؤكد المتجر الدفع عند وصول المبلغ.",
    submit: |kind, amount| match kind {
        SubmitType::Pay => format!("ادفع {}", own(amount)),
        SubmitType::Subscribe => format!("اشترك مقابل {}", own(amount)),
        SubmitType::Book => format!("احجز مقابل {}", own(amount)),
        SubmitType::Donate => format!("تبرع بمبلغ {}", own(amount)),
    },
    confirm: "تأكيد",
    working: "لحظة من فضلك",

    to_fix: |count| match count {
        1 => "أمر واحد يحتاج إلى تصحيح قبل الدفع:".to_owned(),
        2 => "أمران يحتاجان إلى تصحيح قبل الدفع:".to_owned(),
        3..=10 => format!("{count} أمور تحتاج إلى تصحيح قبل الدفع:"),
        count => format!("{count} أمرًا يحتاج إلى تصحيح قبل الدفع:"),
    },
    missing: |label| format!("هذه الخانة مطلوبة: {}.", own(label)),
    wrong: |label| format!("تحقق من هذه الخانة: {}.", own(label)),
    wrong_email: "هذا ليس بريدًا إلكترونيًا. اكتب مثلًا \u{2068}name@example.com\u{2069}.",
    wrong_phone: "هذا ليس رقم هاتف. اكتبه مع علامة + ورمز الدولة.",
    wrong_card_number: "هذا ليس رقم بطاقة. تحقق من الأرقام.",
    wrong_card_expiry: "أدخل الشهر والسنة كما هما على البطاقة، على ألا تكون منتهية.",
    wrong_card_cvc: "أدخل الأرقام الثلاثة أو الأربعة المكتوبة على البطاقة.",
    choose_method: "اختر طريقة الدفع.",
    too_short: |least| format!("اكتب على الأقل {}.", letters(least)),
    too_long: |most| format!("اكتب على الأكثر {}.", letters(most)),
    no_number: "اكتب رقمًا.",
    no_option: "اختر أحد الخيارات.",
    not_ticked: "ضع علامة هنا للمتابعة.",
    declined: |decline| match decline {
        Decline::Declined => "رفض مصرفك هذه البطاقة. لم يُخصم أي مبلغ. جرّب بطاقة أخرى أو طريقة دفع أخرى.",
        Decline::InsufficientFunds => "رصيد هذه البطاقة غير كافٍ. لم يُخصم أي مبلغ. جرّب بطاقة أخرى أو طريقة دفع أخرى.",
        Decline::InvoiceExpired => "لم تُدفع الفاتورة في الوقت المحدد. لم يُخصم أي مبلغ. ابدأ من جديد.",
        Decline::Unavailable => "طريقة الدفع هذه غير متاحة الآن. لم يُخصم أي مبلغ. جرّب طريقة أخرى.",
    },

    processing: "دفعتك في الطريق",
    do_not_pay_again: "ننتظر الرد. لا تدفع مرة أخرى؛ ستتابع هذه الصفحة من تلقاء نفسها.",
    check_again: "تحقق مرة أخرى",
    pay_with_lightning: "الدفع عبر شبكة البرق",
    another_way: "طريقة أخرى",
    waiting_for_wallet: "في انتظار محفظتك",
    holds_for: |left| format!("هذا السعر ثابت لمدة {}", own(left)),
    time_left: "الوقت المتبقي لهذا السعر",
    qr: |amount| format!("فاتورة بمبلغ {} على شكل رمز QR", own(amount)),
    open_wallet: "فتح في المحفظة",
    copy: "نسخ الفاتورة",
    copied: "نُسخت",
    invoice: "الفاتورة",
    simulate: "دفع الفاتورة التجريبية",
    amount: "المبلغ",
    reference: "المرجع",
    reference_hint: "اكتبه مع دفعتك ليعرف المتجر أنها لك.",
    waiting_for_merchant: "يؤكد المتجر الدفع عند وصول المبلغ. يمكنك إغلاق هذه الصفحة والعودة إليها.",

    thank_you: |name| match name {
        "" => "شكرًا لك. تم الدفع.".to_owned(),
        name => format!("شكرًا لك يا {}. تم الدفع.", own(name)),
    },
    thank_you_free: |name| match name {
        "" => "شكرًا لك. تم كل شيء.".to_owned(),
        name => format!("شكرًا لك يا {}. تم كل شيء.", own(name)),
    },
    paid: "المدفوع",
    date: "التاريخ",
    going_on: |merchant| format!("نعيدك الآن إلى {}.", own(merchant)),
    go_on: "متابعة",
    expired: ("انتهت صلاحية صفحة الدفع", "كانت مفتوحة لمدة محدودة. لم يُخصم أي مبلغ. ابدأ من جديد من المتجر."),
    canceled: ("أُلغيت صفحة الدفع", "ألغاها المتجر. لم يُخصم أي مبلغ. اسأل المتجر إن لم تكن تتوقع ذلك."),
    unknown: ("لا توجد صفحة دفع كهذه", "ربما كان العنوان ناقصًا أو مكتوبًا خطأً. افتح الرابط الكامل من المتجر مرة أخرى."),
    archived: ("لم يعد هذا الرابط مستخدمًا", "لم يعد المتجر يبيع من خلاله. زر المتجر نفسه أو اسأل هناك."),
    failed: ("حدث خطأ ما هنا", "ليس الخطأ منك. انظر إلى هذه الصفحة مرة أخرى قبل أن تدفع من جديد."),
    too_many: ("محاولات كثيرة", "انتظر دقيقة ثم حاول مرة أخرى. لم يُخصم أي مبلغ."),
    moment: |c| {
        let months = [
            "يناير",
            "فبراير",
            "مارس",
            "أبريل",
            "مايو",
            "يونيو",
            "يوليو",
            "أغسطس",
            "سبتمبر",
            "أكتوبر",
            "نوفمبر",
            "ديسمبر",
        ];
        let month = months.get(c.month as usize - 1).copied().unwrap_or_default();
        format!("{} {month} {}، \u{2068}{:02}:{:02} UTC\u{2069}", c.day, c.year, c.hour, c.minute)
    },
};
