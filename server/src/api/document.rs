//! The OpenAPI document, made from the code.

use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{Operation, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme};
use utoipa::openapi::{Components, ContentBuilder, InfoBuilder, LicenseBuilder, OpenApi, Ref, RefOr, ResponseBuilder};
use utoipa::{PartialSchema, ToSchema};

use clientele_wire as wire;
use utoipa_axum::router::OpenApiRouter;

use super::v1;

const ABOUT: &str = "Find, understand and keep customers, from your own programs.

Every request carries a secret key: `Authorization: Bearer sk_test_…`. The key decides merchant and mode; what belongs to
another merchant or mode looks exactly like what does not exist. Times are RFC 3339 in UTC with microseconds. Amounts are
whole numbers of minor units with a lower-case currency beside them. What is wrong with a request is told all at once, as
problem details (RFC 9457) with a stable `code`.";

/// The document.
pub fn document() -> OpenApi {
    let mut document = OpenApiRouter::new().nest("/v1", v1::resources()).into_openapi();
    document.info = InfoBuilder::new()
        .title("Clientele")
        .version("1")
        .description(Some(ABOUT))
        .license(Some(LicenseBuilder::new().name("Apache-2.0").identifier(Some("Apache-2.0")).build()))
        .build();
    let components = document.components.get_or_insert_with(Components::new);
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some("A secret key.")).build();
    components.add_security_scheme("key", SecurityScheme::Http(bearer));
    // What only refusals and queries speak of.
    for (name, schema) in [
        (wire::Problem::name(), wire::Problem::schema()),
        (wire::FieldProblem::name(), wire::FieldProblem::schema()),
        (wire::CustomerSort::name(), wire::CustomerSort::schema()),
        (wire::SortOrder::name(), wire::SortOrder::schema()),
    ] {
        components.schemas.insert(name.into_owned(), schema);
    }
    document.security = Some(vec![SecurityRequirement::new("key", Vec::<String>::new())]);
    for item in document.paths.paths.values_mut() {
        for operation in [&mut item.get, &mut item.put, &mut item.delete, &mut item.patch].into_iter().flatten() {
            refusing(operation);
        }
        if let Some(operation) = &mut item.post {
            refusing(operation);
            repeatable(operation);
        }
    }
    document
}

/// The document as text, the same every time.
pub fn document_text() -> String {
    document().to_pretty_json().unwrap_or_default()
}

/// Any request may be refused.
fn refusing(operation: &mut Operation) {
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name(wire::Problem::name()))).build();
    let refusal = ResponseBuilder::new()
        .description("It was not done; `code` says why.")
        .content("application/problem+json", content)
        .build();
    operation.responses.responses.insert("default".to_owned(), RefOr::T(refusal));
    for response in operation.responses.responses.values_mut() {
        let RefOr::T(response) = response else { continue };
        let header = HeaderBuilder::new()
            .description(Some("The request's name, to ask about it."))
            .schema(Some(ObjectBuilder::new().schema_type(Type::String)))
            .build();
        response.headers.insert("Request-Id".to_owned(), header.into());
    }
}

/// Any POST may be sent again.
fn repeatable(operation: &mut Operation) {
    let key = ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .description(Some(
            "A name for this request, 1 to 255 characters. Sent again within 24 hours, it is answered with the same \
             bytes and happens once.",
        ))
        .schema(Some(ObjectBuilder::new().schema_type(Type::String)))
        .build();
    operation.parameters.get_or_insert_default().push(RefOr::T(key));
}
