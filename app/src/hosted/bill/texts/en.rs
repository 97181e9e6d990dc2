//! English.

use super::BillTexts;

pub(super) static TEXTS: BillTexts = BillTexts {
    title: |number| format!("Invoice {number}"),
    window: |merchant| format!("Invoice from {merchant}"),
    number: "Number",
    to: "Billed to",
    issued: "Issued",
    due: "Due",
    period: "Period",
    from_to: |from, to| format!("{from} to {to}"),
    description: "Description",
    quantity: "Quantity",
    unit: "Unit price",
    amount: "Amount",
    total: "Total",
    credited: "From your credit",
    paid: "Paid",
    left: "To pay",

    open: |day| format!("To be paid by {day}"),
    renews: |days| format!("This payment renews your subscription, from {days}."),
    overdue: |day| format!("This was due on {day}"),
    is_paid: "Paid. Thank you.",
    paid_on: "Paid on",
    paid_with: "Paid with",
    void: ("This invoice is void", "The shop took it back. There is nothing to pay."),
    written_off: (
        "This invoice is closed",
        "It can’t be paid here any more. Ask the shop if you want to go on with what it was for.",
    ),
    stamps: ("Paid", "Void", "Closed"),
    pay: |amount| format!("Pay {amount}"),
    download: "Download PDF",
    print: "Print",
    unknown: (
        "There is no such invoice",
        "The address may be cut off or mistyped. Open the whole link from the shop again.",
    ),
    test: ("Test invoice.", "Nobody owes this money."),

    pay_at: "Pay online:",
    page_of: |page, pages| format!("Page {page} of {pages}"),
    no_shapes: "□ stands for a letter that this file has no shape for. The invoice’s page on the web shows all of them.",
    day: |c| {
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let month = months.get(c.month as usize - 1).copied().unwrap_or_default();
        format!("{} {month} {}", c.day, c.year)
    },
};
