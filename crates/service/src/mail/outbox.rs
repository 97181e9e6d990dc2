//! Writing mails, in the transaction of what they tell of.

use clientele_domain::id::{CustomerId, MailId};
use clientele_domain::mail::{Looks, Mail, MailKind, MailStatus, Values, Wording, render};
use clientele_domain::tongue::Tongue;
use clientele_store::{Conn, brandings, mails, merchants};

use super::off;
use crate::ctx::Ctx;
use crate::error::{Error, Result};

/// A mail to be written.
pub(crate) struct NewMail {
    /// What it is for.
    pub kind: MailKind,
    /// To which customer, if it is one.
    pub customer: Option<CustomerId>,
    /// To which address.
    pub to: String,
    /// In which language.
    pub tongue: Tongue,
    /// In which words.
    pub wording: Wording,
    /// What is put into them.
    pub values: Values,
    /// What it tells of. That is told once.
    pub told_for: String,
}

/// Puts a mail into the outbox. Nothing, when it was told already.
///
/// Errors: `InvalidState` when its words can't be read.
pub(crate) async fn put(ctx: &Ctx, conn: &mut Conn<'_>, new: NewMail) -> Result<Option<MailId>> {
    let mut looks = looks(ctx, conn, new.kind).await?;
    if let (true, Some(customer)) = (new.kind.can_be_declined(), new.customer) {
        looks.off_link = off::link(ctx, conn, customer).await?;
    }
    let rendered = render(new.kind, new.tongue, &new.wording, &new.values, &looks).map_err(Error::InvalidState)?;
    let mail = Mail {
        id: MailId::new(ctx.now, ctx.randomness().bytes()),
        kind: new.kind,
        customer: new.customer,
        to: new.to,
        from_name: looks.merchant,
        reply_to: looks.support_email,
        subject: rendered.subject,
        text: rendered.text,
        html: rendered.html,
        off_link: looks.off_link,
        status: MailStatus::Queued,
        attempts: 0,
        error: String::new(),
        created_at: ctx.now,
        sent_at: None,
    };
    let is_new = mails::insert(conn, ctx.scope, &mail, &new.told_for).await?;
    Ok(is_new.then_some(mail.id))
}

/// Whose mail it is. Without a way to have no more of it.
pub(crate) async fn looks(ctx: &Ctx, conn: &mut Conn<'_>, kind: MailKind) -> Result<Looks> {
    let merchant = merchants::by_id(conn, ctx.scope.merchant).await?.ok_or(Error::NotFound)?;
    let branding = brandings::get(conn, ctx.scope.merchant).await?;
    let logo = branding.logo.map(|edition| ctx.house.address(&format!("/logo/{}?v={edition}", merchant.id)));
    Ok(Looks {
        merchant: merchant.name,
        accent: branding.accent,
        logo,
        support_email: branding.support_email,
        off_link: String::new(),
        // A team is the same in both modes.
        test: !ctx.scope.livemode() && kind != MailKind::Invitation,
    })
}
