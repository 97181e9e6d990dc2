//! Which field a column of somebody else's file probably holds, by its heading.

use super::What;
use super::field::{canonical, fields};
use crate::rules::nearest;

/// Headings as other programs write them, without case, spaces and signs.
const HEADINGS: &[(&str, &[&str])] = &[
    ("name", &["fullname", "customername", "customer", "displayname", "client", "buyer", "contact", "contactname"]),
    ("email", &["emailaddress", "mail", "customeremail", "buyeremail", "contactemail", "billingemail"]),
    ("phone", &["phonenumber", "telephone", "tel", "mobile", "mobilephone", "mobilenumber", "cell", "customerphone"]),
    ("external_id", &["userid", "user", "accountid", "clientid", "customernumber", "customerref", "uid"]),
    ("did", &["decentralizedidentifier", "decentralisedidentifier"]),
    (
        "address.line1",
        &["street", "address", "address1", "addressline1", "streetaddress", "line1", "billingaddress", "billingstreet"],
    ),
    ("address.line2", &["address2", "addressline2", "line2", "flat", "apartment", "suite"]),
    ("address.postal_code", &["zip", "zipcode", "postcode", "postalcode", "billingzip", "billingpostalcode"]),
    ("address.city", &["city", "town", "billingcity"]),
    ("address.state", &["state", "province", "region", "county", "billingstate"]),
    ("address.country", &["country", "countrycode", "billingcountry"]),
    ("shipping.name", &["shippingname", "shippingrecipient", "recipient", "deliveryname"]),
    ("shipping.line1", &["shippingaddress", "shippingaddress1", "shippingstreet", "shippingline1", "deliveryaddress"]),
    ("shipping.line2", &["shippingaddress2", "shippingline2"]),
    ("shipping.postal_code", &["shippingzip", "shippingpostcode", "shippingpostalcode", "deliverypostcode"]),
    ("shipping.city", &["shippingcity", "deliverycity"]),
    ("shipping.state", &["shippingstate", "shippingprovince"]),
    ("shipping.country", &["shippingcountry", "shippingcountrycode", "deliverycountry"]),
    ("refund_address", &["refundto", "payoutaddress", "lightningaddress"]),
    ("locale", &["language", "lang", "preferredlocale", "preferredlanguage"]),
    ("tags", &["tag", "labels", "label", "groups", "segments"]),
    (
        "created_at",
        &[
            "created",
            "createdon",
            "datecreated",
            "createdutc",
            "signupdate",
            "registered",
            "registeredat",
            "joined",
            "customersince",
            "since",
        ],
    ),
    ("customer_id", &["clienteleid"]),
    (
        "amount_decimal",
        &["total", "price", "value", "totalprice", "ordertotal", "amountpaid", "grandtotal", "gross", "sum"],
    ),
    ("currency", &["currencycode", "curr", "ccy"]),
    ("refunded", &["refundedamount", "amountrefunded", "refund"]),
    ("status", &["paymentstatus", "state", "financialstatus"]),
    (
        "occurred_at",
        &[
            "date",
            "paidat",
            "paidon",
            "paymentdate",
            "orderdate",
            "time",
            "timestamp",
            "datetime",
            "created",
            "createdat",
            "createdutc",
            "transactiondate",
        ],
    ),
    ("source", &["channel", "paymentsource"]),
    ("source_description", &["shop", "store", "product", "paymentlink", "linkname"]),
    ("method", &["paymentmethod", "paymenttype", "paidwith", "gateway"]),
    ("brand", &["cardbrand", "cardtype"]),
    ("last4", &["lastfour", "lastfourdigits", "cardlast4", "last4digits"]),
    ("order_number", &["order", "orderid", "orderno", "ordernr", "invoice", "invoicenumber", "receipt"]),
    ("description", &["item", "items", "details", "lineitems", "memo"]),
];

/// The field that a column with this heading probably holds, for a person to confirm.
pub fn suggest(what: What, heading: &str) -> Option<String> {
    if let Some(path) = canonical(what, heading) {
        return Some(path);
    }
    let meant: String = heading.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let known = |path: &str| fields(what).iter().any(|field| field.path == path);
    HEADINGS
        .iter()
        .filter(|(path, _)| known(path))
        .find(|(path, headings)| headings.contains(&meant.as_str()) || letters(path) == meant)
        .map(|(path, _)| (*path).to_owned())
}

/// The field that a misspelt or foreign name probably means.
pub(super) fn meant(what: What, name: &str) -> Option<String> {
    let spelled = name.trim().replace([' ', '-'], "_");
    suggest(what, name).or_else(|| nearest(&spelled, fields(what).iter().map(|field| field.path)).map(str::to_owned))
}

fn letters(path: &str) -> String {
    path.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_other_programs_are_recognised() {
        let customers = |heading| suggest(What::Customers, heading);
        assert_eq!(customers("E-Mail").as_deref(), Some("email"));
        assert_eq!(customers("Billing City").as_deref(), Some("address.city"));
        assert_eq!(customers("Shipping ZIP").as_deref(), Some("shipping.postal_code"));
        assert_eq!(customers("Full name").as_deref(), Some("name"));
        assert_eq!(customers("State").as_deref(), Some("address.state"));
        assert_eq!(customers("metadata.plan").as_deref(), Some("metadata.plan"));
        assert_eq!(customers("Favourite colour"), None);
        assert_eq!(suggest(What::Payments, "Total").as_deref(), Some("amount_decimal"));
        assert_eq!(suggest(What::Payments, "State").as_deref(), Some("status"));
        assert_eq!(suggest(What::Payments, "Date").as_deref(), Some("occurred_at"));
    }

    #[test]
    fn every_suggestion_is_a_field() {
        let all: Vec<&str> = What::ALL.iter().flat_map(|what| fields(*what)).map(|field| field.path).collect();
        assert!(HEADINGS.iter().all(|(path, _)| all.contains(path)));
    }

    #[test]
    fn a_misspelt_name_is_recognised() {
        assert_eq!(meant(What::Customers, "emial").as_deref(), Some("email"));
        assert_eq!(meant(What::Payments, "ammount").as_deref(), Some("amount"));
        assert_eq!(meant(What::Payments, "colour"), None);
    }
}
