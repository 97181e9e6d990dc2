//! Wrong usage, and addresses of databases that are none.

use super::{Done, program};

#[tokio::test]
async fn wrong_usage_ends_with_2() {
    for arguments in [
        &["dance"][..],
        &["serve", "--addr", "nowhere"],
        &["user", "create", "--merchant", "acct_1", "--email", "a@b.example", "--role", "owner"],
        &["user", "create", "--role", "king"],
        &["merchant", "create"],
        &["backup"],
        &["verify", "--loudly"],
    ] {
        let output = program().args(arguments).output().await.expect("the program starts");
        Done::from(output).assert_status(2);
    }
}

#[tokio::test]
async fn a_database_that_is_none_is_a_failure_that_says_what_would_be_one() {
    for url in ["mysql://localhost/clientele", "clientele.db", "sqlite:///no/such/folder/clientele.db"] {
        let output = program().args(["verify", "--database", url]).output().await.expect("the program starts");
        let done = Done::from(output);

        done.assert_status(1);
        assert!(done.err.starts_with("clientele: "), "{done:?}");
    }
}
