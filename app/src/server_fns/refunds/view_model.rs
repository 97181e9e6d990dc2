//! What the use cases tell, as the drawer shows it.

use clientele_domain::id::PaymentId;
use clientele_domain::money::{Amount, Currency};
use clientele_domain::refund::{Refund, RefundStatus};
use clientele_domain::rules::{PaymentUri, evm_checksum, invoice_uri, payment_uri};
use clientele_service::refunds::{Offer, Offered, Queued};
use leptos::prelude::use_context;

use super::{AddressChange, DraftView, PayView, RefundView, Refundable};
use crate::hosted::qr::qr_svg;

pub fn draft_view(offer: Offer, asked: Option<PaymentId>) -> DraftView {
    let (customer, now) = (offer.customer, offer.now);
    let payments: Vec<Refundable> = offer.payments.into_iter().map(refundable).collect();
    let left = payments.iter().find(|offered| offered.payment.refundable().minor > 0);
    let chosen = asked.or_else(|| left.map(|offered| offered.payment.id));
    let changes = offer.changes.into_iter().map(|change| AddressChange {
        recent: change.is_recent(now),
        from: change.from,
        to: change.to,
        by: change.by,
        at: change.at,
    });
    DraftView {
        name: customer.as_ref().map(|customer| customer.fields.display_name().to_owned()).unwrap_or_default(),
        address: customer.as_ref().map(|customer| customer.fields.refund_address.clone()).unwrap_or_default(),
        customer: customer.map(|customer| customer.id),
        payments,
        chosen,
        changes: changes.collect(),
        limits: offer.limits,
        approvers: offer.approvers,
        able: offer.able,
        posted: use_context().unwrap_or_default(),
    }
}

fn refundable(offered: Offered) -> Refundable {
    Refundable {
        latest: offered.latest.map(|latest| (latest.amount, latest.created_by.name, latest.created_at)),
        payment: offered.payment,
        by_card: offered.by_card,
        in_satoshi: offered.in_satoshi,
    }
}

pub fn refund_view(queued: Queued, offer: Offer, waiting: i64) -> RefundView {
    let Queued { refund, payment, customer, .. } = queued;
    RefundView {
        pay: pay_view(&refund, payment.method.more.chain_id),
        refund,
        payment,
        name: customer,
        approvers: offer.approvers,
        able: offer.able,
        waiting,
        now: offer.now,
        posted: use_context().unwrap_or_default(),
    }
}

/// How somebody pays it, while that is what it waits for.
fn pay_view(refund: &Refund, chain: i64) -> Option<PayView> {
    if refund.status != RefundStatus::RequiresAction {
        return None;
    }
    let payout = refund.payout.as_ref();
    let invoice = payout.and_then(|payout| payout.invoice.as_ref());
    let (uri, text) = match invoice {
        Some(invoice) => (invoice_uri(&invoice.bolt11), invoice.bolt11.clone()),
        None => {
            let address = &refund.destination.address;
            let uri = payment_uri(&refund.destination, payout.map(|payout| payout.sats), chain)?;
            let evm = refund.destination.kind == clientele_domain::refund::DestinationKind::Evm;
            (uri, if evm { evm_checksum(address) } else { address.clone() })
        }
    };
    let PaymentUri { text: uri, qr, note } = uri;
    let sats = payout.map(|payout| Amount { minor: payout.sats, currency: Currency::BTC }.to_string());
    let label = match (invoice, sats) {
        (Some(_), Some(sats)) => format!("Lightning invoice for {sats}, as a QR code"),
        _ => "The address to pay to, as a QR code".to_owned(),
    };
    Some(PayView { qr: qr_svg(&qr, &label), text, uri, note })
}
