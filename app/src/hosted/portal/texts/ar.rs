//! Arabic.

use clientele_domain::payment::OrderStatus;

use super::PortalTexts;
use crate::hosted::portal::{Place, Said};

pub(super) static TEXTS: PortalTexts = PortalTexts {
    window: |merchant| format!("حسابك لدى {merchant}"),
    account_of: "حساب",
    menu: "حسابك",
    place: |place| match place {
        Place::Overview => "نظرة عامة",
        Place::Profile => "البيانات والاسترداد",
        Place::Subscriptions => "الاشتراكات",
        Place::Orders => "الطلبات",
        Place::Invoices => "الفواتير",
    },
    sign_out: "تسجيل الخروج",
    close: "إغلاق",
    said: |said| match said {
        Said::Saved => "تم الحفظ.".to_owned(),
        Said::Mailed(email) => {
            format!("أرسلنا رابطًا إلى \u{2068}{email}\u{2069}. يسري العنوان الجديد بعد أن تؤكده من هناك.")
        }
        Said::Same => "تُرسل المبالغ المستردة إلى هناك بالفعل.".to_owned(),
        Said::Canceled => "تم الإلغاء. يبقى لك ما دفعت مقابله حتى نهايته.".to_owned(),
        Said::Resumed => "الاشتراك مستمر.".to_owned(),
        Said::Changed => {
            "تغيّرت بياناتك في مكان آخر أثناء الكتابة. ما كتبته ما زال هنا: راجعه واحفظ من جديد.".to_owned()
        }
        Said::TooLate => "لم يعد ذلك ممكنًا، أو توجد دفعة قيد التنفيذ. هذه هي الحالة الآن.".to_owned(),
        Said::TooOften => "طلبت ذلك عدة مرات الآن. راجع بريدك، أو حاول من جديد بعد ربع ساعة.".to_owned(),
        Said::Wrong => "لم يُحفظ شيء بعد. راجع ما هو معلّم أدناه.".to_owned(),
    },
    test: ("حساب تجريبي.", "لا شيء هنا حقيقي."),

    profile: "البيانات",
    email_stays: "يعرفك المتجر من خلاله. اطلب تغييره هناك.",
    save: "حفظ",
    refund_address: "عنوان الاسترداد",
    refunds_go_to: "تُرسل المبالغ المستردة إلى",
    new_refund_address: "عنوان استرداد جديد",
    refund_address_hint: "عنوان لايتنينغ أو عرض BOLT12 أو عنوان بيتكوين أو إيثيريوم.",
    confirmed_by_mail: "يسري بعد أن تؤكده برابط نرسله إلى بريدك.",
    ask_refund_address: "إرسال رابط التأكيد",
    not_confirmable: "ليس لدينا بريد إلكتروني لك لتأكيد عنوان آخر. اطلب من المتجر تغييره.",

    subscriptions: "الاشتراكات",
    all_subscriptions: "كل الاشتراكات",
    no_subscriptions: "ليس لديك اشتراكات.",
    renews_on: |day| format!("يتجدد في {day}"),
    ends_on: |day| format!("ينتهي في {day}"),
    ended_on: |day| format!("انتهى في {day}"),
    trial_until: |day| format!("فترة تجريبية حتى {day}"),
    past_due_since: |day| format!("لم يُدفع منذ {day}"),
    renew: |amount| format!("تجديد مقابل {amount}"),
    cancel: "إلغاء الاشتراك",
    resume: "الإبقاء على الاشتراك",
    about_subscription: "",

    orders: "الطلبات",
    no_orders: "ليس لديك طلبات بعد.",
    order: |number| format!("الطلب \u{2068}{number}\u{2069}"),
    all_orders: "كل الطلبات",
    order_status: |status| match status {
        OrderStatus::Open => "بانتظار الدفع",
        OrderStatus::Paid => "مدفوع",
        OrderStatus::PartiallyRefunded => "استُرد جزء منه",
        OrderStatus::Refunded => "مسترد",
        OrderStatus::Canceled => "ملغى",
    },
    bought: "مقابل",
    ordered_on: "التاريخ",
    status: "الحالة",
    paid_with: "دُفع عبر",
    given_back: "المبلغ المسترد",
    invoices: "الفواتير",
    no_invoices: "ليس لديك فواتير.",
    older: "الأقدم",

    ways: ("افتح حسابك من المتجر", "استخدم الرابط في المتجر أو الرابط في بريدك. إذا كنت هنا من قبل فربما انتهى وقتك."),
    ask: ("حسابك", "أدخل البريد الإلكتروني الذي يعرفك به المتجر. سنرسل إليك رابطًا يفتح حسابك."),
    send_link: "إرسال الرابط",
    asked: ("راجع بريدك", "إذا كان المتجر يعرف هذا البريد فالرابط في الطريق. يفتح حسابك مرة واحدة خلال 30 دقيقة."),
    ask_again: "طلب رابط آخر",
    open: ("افتح حسابك", "اضغط الزر للمتابعة. بعدها لا يعود الرابط صالحًا."),
    open_button: "فتح حسابي",
    confirm: ("أكّد عنوان الاسترداد", "ستُرسل المبالغ المستردة إلى هنا من الآن فصاعدًا. اضغط الزر فقط إذا طلبت ذلك بنفسك."),
    confirm_button: "استخدام هذا العنوان",
    confirmed: ("تم التأكيد", "تُرسل المبالغ المستردة إلى العنوان الجديد من الآن. يمكنك إغلاق هذه الصفحة."),
    spent: ("هذا الرابط لم يعد صالحًا", "استُخدم من قبل، أو حلّ آخر محله، أو انتهى وقته."),
    unknown: ("لا يوجد شيء هنا", "ربما العنوان ناقص أو فيه خطأ. افتح الرابط كاملًا من جديد، أو ابدأ من المتجر."),
    ended: ("انتهت جلستك", "أعد تحميل صفحة المتجر للمتابعة. لم يتغير شيء."),
    not_for: ("لا يمكن فتح هذا هنا", "أنشأ المتجر هذه الجلسة لأمور أخرى. اسأل هناك."),
    elsewhere: (
        "لا يمكن فتح ذلك من هذه الصفحة",
        "لم يأتِ الطلب من الصفحة المخصصة له، أو أن تلك الصفحة تخفي مكانها. اذهب إليه من المتجر.",
    ),
};
