//! What can be put into a text.

use crate::words::words;

words! {
    /// What can be put into a text, written in braces: `{customer.name}`.
    Placeholder {
        /// A greeting with the customer's name, or without one when it is not known.
        Greeting = "greeting", "A greeting with the name, if it is known";
        /// The customer's name.
        CustomerName = "customer.name", "Name of the customer";
        /// The customer's email.
        CustomerEmail = "customer.email", "Email of the customer";
        /// What the merchant is called.
        MerchantName = "merchant.name", "Your name";
        /// How much.
        Amount = "amount", "How much it is about";
        /// What for.
        Description = "description", "What it is for";
        /// The number of the invoice.
        Number = "number", "Number of the invoice";
        /// The day on which it happened.
        Date = "date", "Day on which it happened";
        /// The day until which it is to be paid.
        DueDate = "due_date", "Day until which it is to be paid";
        /// How many days are left.
        Days = "days", "Days that are left";
        /// The id of what it is about.
        Reference = "reference", "Id of the payment or invoice";
        /// Where the reader can do something about it.
        Link = "link", "Address of the page for it; alone in a paragraph it is a button";
        /// The refund address that is to count.
        RefundAddress = "refund_address", "Refund address that is to be confirmed";
        /// The role that somebody is to have.
        Role = "role", "Role in the team";
        /// Who invites.
        InvitedBy = "invited_by", "Who invites";
    }
}
