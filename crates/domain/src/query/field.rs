//! The fields of the language.

use crate::words::words;

words! {
    /// What can be compared; `metadata.KEY` besides.
    Field {
        /// State of the subscriptions.
        Status = "status", "State of the subscriptions";
        /// Spent in all.
        Spent = "spent", "Amount spent, such as spent>100 or spent>100usd";
        /// Given back in all.
        Refunded = "refunded", "Amount refunded, such as refunded>0";
        /// Payments.
        Payments = "payments", "Number of payments";
        /// Orders.
        Orders = "orders", "Number of orders";
        /// A tag.
        Tag = "tag", "Carries this tag";
        /// Registered or guest.
        Kind = "kind", "Registered or guest";
        /// Country of the billing address.
        Country = "country", "Country of the billing address, such as DE";
        /// A currency that was paid in.
        Currency = "currency", "Has paid in this currency";
        /// When the record was made.
        Created = "created", "When the record was made, such as created>2026-01-31";
        /// First payment.
        FirstPayment = "first_payment", "First payment, such as first_payment<30d";
        /// Last payment.
        LastPayment = "last_payment", "Last payment, such as last_payment>90d";
        /// Name.
        Name = "name", "A part of the name; name=\"…\" for the whole";
        /// Email.
        Email = "email", "Email, or a part of it";
        /// Phone.
        Phone = "phone", "Phone number, or a part of it";
        /// External id.
        ExternalId = "external_id", "Your own id of the customer";
        /// DID.
        Did = "did", "Decentralised identifier";
        /// Something that stands out.
        Signal = "signal", "Something stands out: signal:at_risk, signal:top_spender";
        /// A field that is filled.
        Has = "has", "Something is known: has:email, has:payment";
    }
}

words! {
    /// What is added up for each currency.
    MoneyField {
        /// Payments that succeeded.
        Spent = "spent", "Spent";
        /// Refunds that succeeded.
        Refunded = "refunded", "Refunded";
    }
}

words! {
    /// What is counted.
    CountField {
        /// Payments that succeeded.
        Payments = "payments", "Payments";
        /// Orders.
        Orders = "orders", "Orders";
    }
}

words! {
    /// What happened once.
    MomentField {
        /// The record was made.
        Created = "created", "Created";
        /// The first payment.
        FirstPayment = "first_payment", "First payment";
        /// The last payment.
        LastPayment = "last_payment", "Last payment";
    }
}
