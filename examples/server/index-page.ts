/** A place of the demo: where it is, and what is there. */
export interface Entry {
  readonly href: string;
  readonly text: string;
  readonly hint: string;
}

/** The page at `/`: where everything is. Only the demo has it; what it says is not translated. */
export function indexPage(menu: readonly Entry[], services: readonly Entry[]): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>scim-router demo</title>
<style>
:root { color-scheme: light dark; } body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
html { background: #fff; color: #1c2430; } a { color: #0b57a4; }
dt { font-weight: 600; margin-top: 1rem; } dd { margin: 0; } code { overflow-wrap: anywhere; }
@media (prefers-color-scheme: dark) { html { background: #12171e; color: #e6eaf0; } a { color: #8cc1ff; } }
</style>
<main>
<h1>scim-router demo</h1>
<nav aria-label="Main menu"><h2>Users</h2><dl>
${menu.map(({ href, text, hint }) => `<dt><a href="${href}">${text}</a></dt><dd>${hint}</dd>`).join('\n')}
</dl></nav>
<h2>Services</h2><dl>
${services.map(({ href, text, hint }) => `<dt>${text}</dt><dd><a href="${href}"><code>${href}</code></a><br>${hint}</dd>`).join('\n')}
</dl>
</main>
</html>
`;
}
