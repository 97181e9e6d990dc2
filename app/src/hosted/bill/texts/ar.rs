//! Arabic. What is put into a sentence stands in isolates, so that names and amounts keep their own direction.

use super::BillTexts;

/// A text in its own direction.
fn own(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}

pub(super) static TEXTS: BillTexts = BillTexts {
    title: |number| format!("فاتورة {}", own(number)),
    window: |merchant| format!("فاتورة من {}", own(merchant)),
    number: "الرقم",
    to: "فاتورة إلى",
    issued: "تاريخ الإصدار",
    due: "تاريخ الاستحقاق",
    period: "الفترة",
    from_to: |from, to| format!("من {} إلى {}", own(from), own(to)),
    description: "الوصف",
    quantity: "الكمية",
    unit: "سعر الوحدة",
    amount: "المبلغ",
    total: "المجموع",
    credited: "من رصيدك",
    paid: "المدفوع",
    left: "المتبقي للدفع",

    open: |day| format!("للدفع قبل {}", own(day)),
    renews: |days| format!("تجدد هذه الدفعة اشتراكك {}.", own(days)),
    overdue: |day| format!("كان موعد الدفع {}", own(day)),
    is_paid: "تم الدفع. شكرًا لك.",
    paid_on: "تاريخ الدفع",
    paid_with: "وسيلة الدفع",
    void: ("هذه الفاتورة ملغاة", "سحبها المتجر. لا يوجد ما يُدفع."),
    written_off: ("هذه الفاتورة مغلقة", "لم يعد دفعها هنا ممكنًا. اسأل المتجر إن أردت المتابعة."),
    stamps: ("مدفوعة", "ملغاة", "مغلقة"),
    pay: |amount| format!("دفع {}", own(amount)),
    download: "تنزيل PDF",
    print: "طباعة",
    unknown: ("لا توجد فاتورة كهذه", "ربما كان العنوان ناقصًا أو مكتوبًا خطأً. افتح الرابط الكامل من المتجر مرة أخرى."),
    test: ("فاتورة تجريبية.", "لا أحد مدين بهذا المبلغ."),

    pay_at: "الدفع عبر الإنترنت:",
    page_of: |page, pages| format!("صفحة {page} من {pages}"),
    no_shapes: "يقوم □ مقام حرف لا شكل له في هذا الملف. صفحة الفاتورة على الإنترنت تعرض كل الحروف.",
    day: |c| {
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
        format!("{} {month} {}", c.day, c.year)
    },
};
