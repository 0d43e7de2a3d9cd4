/** One service that the explorer can show. */
export interface ExploredService {
  /** What the list of services calls it. */
  readonly name: string;
  /** The service root, absolute or from the root of the host, such as `/scim/v2`. */
  readonly url: string;
}

/** The page of the explorer; its scripts and styles stand beside it. */
export function explorerPage(title: string, services: readonly ExploredService[]): string {
  const options = services.map(({ name, url }) => `<option value="${escaped(url)}">${escaped(name)}</option>`).join('');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="swagger-ui.css">
<link rel="stylesheet" href="explorer.css">
</head>
<body>
<header>
<h1>${escaped(title)}</h1>
<form id="sign-in" autocomplete="off">
<div><label for="service">Service</label><select id="service">${options}</select></div>
<div><label for="scheme">Credential</label><select id="scheme"><option value="Bearer">Bearer token</option><option value="Basic">User name and password</option></select></div>
<div id="user" hidden><label for="user-name">User name</label><input id="user-name" autocapitalize="none" spellcheck="false"></div>
<div><label for="secret">Token or password</label><input id="secret" type="password" autocomplete="off"></div>
<button>Load</button>
</form>
<p id="status" role="status"></p>
<noscript><p>The explorer needs JavaScript. The description itself is at openapi.json below each service.</p></noscript>
</header>
<main id="viewer"></main>
<script src="swagger-ui-bundle.js"></script>
<script src="explorer.js"></script>
</body>
</html>
`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
