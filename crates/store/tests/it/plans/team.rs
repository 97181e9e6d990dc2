//! Who works for a merchant, who is invited, and where people are signed in.

use clientele_domain::id::{InvitationId, UserId};
use clientele_domain::time::Timestamp;
use clientele_store::{Conn, invitations, members, second_factors, sessions};

use super::{Planned, stocked};
use crate::harness::House;

stocked!(a_team_is_looked_up_by_its_merchant_and_a_person_by_id);
async fn a_team_is_looked_up_by_its_merchant_and_a_person_by_id(house: &House) {
    let planned = Planned::of(house).await;
    // Everybody works for both merchants, with a second factor.
    house
        .sql(
            "INSERT INTO memberships (merchant_id, user_id, role, created_at)
            SELECT m.id, u.id, 'viewer', 0 FROM merchants m CROSS JOIN users u",
        )
        .await;
    house.sql("INSERT INTO second_factors (user_id, secret, confirmed_at) SELECT id, 'S', 0 FROM users").await;
    let look = async |planned: &Planned<'_>| {
        let merchant = planned.stock.scope.merchant;
        let now = Timestamp::from_micros(1_700_000_000_000_000);
        let (user, invitation) = (UserId::new(now, [1; 10]), InvitationId::new(now, [2; 10]));

        planned.of_asking("members", async |conn: &mut Conn<'_>| members::all(conn, merchant).await).await;
        planned.of_asking("a member", async |conn: &mut Conn<'_>| members::one(conn, merchant, user).await).await;
        planned
            .of_asking("owners", async |conn: &mut Conn<'_>| members::has_other_owner(conn, merchant, user).await)
            .await;
        planned.of_asking("invitations", async |conn: &mut Conn<'_>| invitations::all(conn, merchant).await).await;
        planned
            .of_asking("an invitation", async |conn: &mut Conn<'_>| invitations::one(conn, merchant, invitation).await)
            .await;
        planned.of_asking("a secret", async |conn: &mut Conn<'_>| invitations::by_secret(conn, "none").await).await;
        planned
            .of_asking("an email", async |conn: &mut Conn<'_>| {
                invitations::by_email(conn, merchant, "ada@example.com").await
            })
            .await;
        planned
            .of_asking("an inviter", async |conn: &mut Conn<'_>| invitations::delete_of(conn, merchant, user).await)
            .await;
        planned.of_asking("sessions", async |conn: &mut Conn<'_>| sessions::of_user(conn, user, now).await).await;
        planned
            .of_asking("other sessions", async |conn: &mut Conn<'_>| sessions::end_others(conn, user, "").await)
            .await;
        planned.of_asking("a half session", async |conn: &mut Conn<'_>| sessions::half(conn, "none", now).await).await;
        planned.of_asking("a factor", async |conn: &mut Conn<'_>| second_factors::hold(conn, user).await).await;
        planned
            .of_asking("recovery codes", async |conn: &mut Conn<'_>| {
                second_factors::recovery_codes_left(conn, user).await
            })
            .await;
    };
    planned.look(look).await;
}
