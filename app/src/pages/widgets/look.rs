//! How widgets are to look, and what a merchant copies for it.

use clientele_domain::branding::Accent;

macro_rules! choice {
    ($(#[$doc:meta])* $name:ident { $first:ident = $first_word:literal, $first_label:literal; $($variant:ident = $word:literal, $label:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
        pub enum $name {
            #[default]
            $first,
            $($variant,)+
        }

        impl $name {
            const ALL: &[Self] = &[Self::$first, $(Self::$variant,)+];

            /// As the address says it.
            pub fn as_str(self) -> &'static str {
                match self { Self::$first => $first_word, $(Self::$variant => $word,)+ }
            }

            /// From an address.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == word)
            }

            /// All of them, for a form.
            pub fn options() -> Vec<(String, String)> {
                let label = |one: &Self| match one { Self::$first => $first_label, $(Self::$variant => $label,)+ };
                Self::ALL.iter().map(|one| (one.as_str().to_owned(), label(one).to_owned())).collect()
            }
        }
    };
}

pub(super) use choice;

choice! {
    /// What is shown.
    Widget {
        All = "all", "All three";
        Customer = "customer", "Customer card";
        Subscription = "subscription", "Subscription";
        Orders = "orders", "Orders";
    }
}

choice! {
    /// How much room there is around everything.
    Density {
        Comfortable = "comfortable", "Comfortable";
        Compact = "compact", "Compact";
    }
}

choice! {
    /// Light or dark.
    Theme {
        Auto = "auto", "As the reader's device";
        Light = "light", "Light";
        Dark = "dark", "Dark";
    }
}

impl Widget {
    /// The elements, each with what it needs of a session and the room it takes: in spaces of the density, and in rem.
    pub fn elements(self) -> &'static [(&'static str, &'static str, f64, f64)] {
        const ALL: [(&str, &str, f64, f64); 3] = [
            ("clientele-customer", "customer", 2.75, 4.75),
            ("clientele-subscription", "subscriptions", 2.75, 7.0),
            ("clientele-orders", "orders", 2.0, 18.25),
        ];
        match self {
            Self::All => &ALL,
            Self::Customer => &ALL[..1],
            Self::Subscription => &ALL[1..2],
            Self::Orders => &ALL[2..],
        }
    }
}

/// What was chosen. Accent and radius are as typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    pub widget: Widget,
    pub accent: String,
    pub radius: String,
    pub density: Density,
    pub theme: Theme,
}

impl Look {
    /// As an address asks for it; as usual where it asks for nothing.
    pub fn asked(asked: impl Fn(&str) -> String) -> Self {
        Self {
            widget: Widget::parse(&asked("widget")).unwrap_or_default(),
            accent: asked("accent").trim().to_owned(),
            radius: Some(asked("radius")).filter(|text| !text.is_empty()).unwrap_or("10".to_owned()),
            density: Density::parse(&asked("density")).unwrap_or_default(),
            theme: Theme::parse(&asked("theme")).unwrap_or_default(),
        }
    }

    /// The colour, if it is one.
    pub fn accent(&self) -> Option<Accent> {
        self.accent.parse().ok()
    }

    /// The radius in pixels, if it is one.
    pub fn radius(&self) -> Option<u8> {
        self.radius.trim().parse().ok().filter(|radius| *radius <= 32)
    }

    /// The accent as CSS, in both themes.
    pub fn accent_css(&self) -> Option<String> {
        let accent = self.accent()?;
        Some(format!("light-dark({}, {})", accent.shades(false).solid, accent.shades(true).solid))
    }

    /// The space as CSS.
    pub fn space(&self) -> &'static str {
        if self.density == Density::Compact { "0.75rem" } else { "1rem" }
    }

    fn spaces(&self) -> f64 {
        if self.density == Density::Compact { 0.75 } else { 1.0 }
    }

    /// What goes into the merchant's page.
    pub fn page_part(&self, house: &str) -> String {
        let elements = self.widget.elements();
        let names: Vec<&str> = elements.iter().map(|(name, ..)| *name).collect();
        let scheme = match self.theme {
            Theme::Auto => "light dark",
            theme => theme.as_str(),
        };
        let mut rules = vec![format!("color-scheme: {scheme};")];
        rules.extend(self.accent_css().map(|accent| format!("--clientele-accent: {accent};")));
        rules.extend(self.radius().map(|radius| format!("--clientele-radius: {radius}px;")));
        rules.push(format!("--clientele-space: {};", self.space()));
        let rooms = elements.iter().map(|(name, _, spaces, rest)| {
            let rem = spaces * self.spaces() + rest;
            format!("  {name}:not(:defined) {{ display: block; min-block-size: calc({rem}rem + 2px); }}\n")
        });
        let tags = names.iter().map(|name| format!("<{name} session-url=\"/clientele-session\"></{name}>\n"));
        format!(
            "<script type=\"module\" src=\"{house}/embed/clientele.js\"></script>\n<style>\n  {} {{\n    {}\n  }}\n{}</style>\n{}",
            names.join(", "),
            rules.join("\n    "),
            rooms.collect::<String>(),
            tags.collect::<String>(),
        )
    }

    /// What goes onto the merchant's server.
    pub fn server_part(&self, house: &str, origin: Option<&str>) -> String {
        let shown = self.widget.elements().iter().map(|(_, component, ..)| *component);
        // Orders are only looked at; the others open frames.
        let frames = (self.widget != Widget::Orders).then_some("portal");
        let components: Vec<String> = shown.chain(frames).map(|component| format!("\"{component}\"")).collect();
        SERVER
            .replace("HOUSE", house)
            .replace("COMPONENTS", &components.join(", "))
            .replace("ORIGIN", origin.unwrap_or("https://shop.example"))
    }
}

/// What a page's policy has to allow.
pub fn policy(house: &str) -> String {
    format!("script-src {house}; connect-src {house}; frame-src {house}; form-action {house}")
}

const SERVER: &str = r#"// POST /clientele-session, for whoever is signed in with you.
app.post("/clientele-session", async (request, response) => {
  if (!request.user) return response.status(204).end();
  const answer = await fetch("HOUSE/v1/customer_sessions", {
    method: "POST",
    headers: {
      authorization: `Bearer ${process.env.CLIENTELE_KEY}`,
      "content-type": "application/json",
    },
    body: JSON.stringify({
      customer: `external_id:${request.user.id}`,
      components: [COMPONENTS],
      allowed_origin: "ORIGIN",
    }),
  });
  if (!answer.ok) return response.status(502).end();
  const { client_secret } = await answer.json();
  response.set("cache-control", "no-store").json({ client_secret });
});"#;

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(pairs: &'static [(&str, &str)]) -> Look {
        Look::asked(|name| pairs.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value).to_owned())
    }

    #[test]
    fn what_is_copied_says_what_was_chosen() {
        let look = asked(&[
            ("widget", "orders"),
            ("accent", "#8a3c2a"),
            ("radius", "3"),
            ("density", "compact"),
            ("theme", "dark"),
        ]);

        let page = look.page_part("https://pay.example");
        for part in [
            "src=\"https://pay.example/embed/clientele.js\"",
            "color-scheme: dark;",
            "--clientele-accent: light-dark(#8a3c2a, #",
            "--clientele-radius: 3px;",
            "--clientele-space: 0.75rem;",
            "clientele-orders:not(:defined) { display: block; min-block-size: calc(19.75rem + 2px); }",
            "<clientele-orders session-url=\"/clientele-session\"></clientele-orders>",
        ] {
            assert!(page.contains(part), "{part}: {page}");
        }
        assert!(!page.contains("clientele-customer"));
        let server = look.server_part("https://pay.example", Some("https://tide.example"));
        assert!(
            server.contains("components: [\"orders\"]") && server.contains("allowed_origin: \"https://tide.example\"")
        );
    }

    #[test]
    fn what_nobody_can_mean_is_left_out() {
        let look = asked(&[("widget", "everything"), ("accent", "red;}"), ("radius", "999"), ("theme", "neon")]);

        assert_eq!((look.widget, look.accent(), look.radius(), look.theme), (Widget::All, None, None, Theme::Auto));
        let page = look.page_part("https://pay.example");
        assert!(
            !page.contains("--clientele-accent") && !page.contains("--clientele-radius") && !page.contains("red;}")
        );
    }
}
