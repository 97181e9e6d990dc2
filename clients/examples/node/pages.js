// The pages. What Clientele knows of the shopper is put in by public/page.js.

const escaped = (text) => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

const page = (attributes, body) => `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width">
  <title>Tea by the sea</title>
  <link rel="stylesheet" href="/page.css">
  <link rel="icon" href="data:,">
</head>
<body ${attributes}>
  <main>
    <h1>Tea by the sea</h1>
    ${body}
  </main>
</body>
</html>`;

export const visitorsPage = () => page('', `
  <form method="post" action="/sign-in">
    <p>Who are you?</p>
    <button name="who" value="ada">Sign in as Ada</button>
    <button name="who" value="ben">Sign in as Ben</button>
  </form>`);

export const shoppersPage = ({ id, name }) => page(`data-shopper="${escaped(id)}"`, `
  <p>Hello ${escaped(name)}.</p>
  <section aria-label="Tea club">
    <h2>Tea club</h2>
    <p id="status" role="status">Looking…</p>
    <form method="post" action="/subscribe"><button id="join">Join for €9 a month</button></form>
  </section>
  <section aria-label="Orders">
    <h2>Orders</h2>
    <ul id="orders"></ul>
    <form method="post" action="/buy"><button>Buy a tin for €5</button></form>
  </section>
  <form method="post" action="/sign-out"><button>Sign out</button></form>
  <script type="module" src="/page.js"></script>`);
