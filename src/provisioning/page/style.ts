/** The style of the page, in light and dark. Its digest is part of the policy that the page is sent with. */
export const style = `
:root { color-scheme: light dark; --text: #1c2430; --quiet: #4c5866; --ground: #f3f5f8; --box: #fff; --line: #8793a1; --rule: #d5dbe2;
  --accent: #0b57a4; --on-accent: #fff; --good: #0d6b38; --good-ground: #e6f4ec; --warn: #8a4b00; --warn-ground: #fdf1dd; --bad: #a11620; --bad-ground: #fdeaec; }
@media (prefers-color-scheme: dark) { :root { --text: #e6eaf0; --quiet: #aeb9c6; --ground: #12171e; --box: #1b222c; --line: #7b8896; --rule: #333e4b;
  --accent: #8cc1ff; --on-accent: #0a1a2b; --good: #7ddba6; --good-ground: #14301f; --warn: #ffc678; --warn-ground: #38280f; --bad: #ff9fa6; --bad-ground: #3b171b; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 1rem/1.5 system-ui, "Segoe UI", "Liberation Sans", sans-serif; }
header { padding: 1.25rem 1.5rem; background: var(--box); border-bottom: 1px solid var(--rule); display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: baseline; justify-content: space-between; }
h1 { margin: 0; font-size: 1.35rem; } h2 { margin: 0; font-size: 1.15rem; } h3 { margin: 0 0 .5rem; font-size: 1rem; }
p { margin: .5rem 0; } .quiet { color: var(--quiet); margin: 0; }
a { color: var(--accent); } a, button, summary, input, select { border-radius: 4px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -100vw; } .skip:focus { left: 1rem; top: .5rem; background: var(--box); padding: .5rem 1rem; z-index: 1; }
.columns { display: grid; grid-template-columns: minmax(11rem, 15rem) minmax(0, 52rem); gap: 1.5rem; padding: 1.5rem; }
nav ul { list-style: none; margin: 0; padding: 0; } nav a { display: block; padding: .6rem .8rem; text-decoration: none; overflow-wrap: anywhere; }
nav a:hover { text-decoration: underline; } nav a[aria-current] { background: var(--box); font-weight: 600; box-shadow: inset 3px 0 var(--accent); }
main { display: grid; gap: 1.5rem; align-content: start; }
section { background: var(--box); border: 1px solid var(--rule); border-radius: 8px; padding: 1.25rem 1.5rem; min-width: 0; }
.head { display: flex; gap: 1rem; justify-content: space-between; align-items: center; overflow-wrap: anywhere; }
.edit { display: inline-flex; gap: .4rem; align-items: center; padding: .4rem .6rem; } .edit svg { width: 1.1rem; height: 1.1rem; fill: none; stroke: currentColor; stroke-width: 1.6; }
.state { font-weight: 600; } .on { color: var(--good); } .off { color: var(--quiet); }
.notice { margin: 0; padding: .75rem 1rem; border-radius: 8px; border-left: 4px solid; } .good { background: var(--good-ground); color: var(--good); } .warn { background: var(--warn-ground); color: var(--warn); } .bad { background: var(--bad-ground); color: var(--bad); }
.result { border: 2px solid var(--good); } .result h2 { color: var(--good); }
form { margin: .75rem 0 0; } .field { margin: 1rem 0; } .field > label { display: block; font-weight: 600; margin-bottom: .25rem; }
.check { display: flex; gap: .6rem; align-items: center; font-weight: 600; padding: .25rem 0; } .check input { width: 1.25rem; height: 1.25rem; accent-color: var(--accent); }
input[type=text], select { font: inherit; color: inherit; background: var(--box); border: 1px solid var(--line); padding: .5rem .65rem; width: 100%; min-width: 0; }
.copy { display: flex; gap: .5rem; } .copy input { font-family: ui-monospace, "Liberation Mono", monospace; font-size: .9rem; }
button { font: inherit; font-weight: 600; padding: .5rem 1rem; border: 1px solid var(--accent); background: var(--accent); color: var(--on-accent); cursor: pointer; white-space: nowrap; }
.copy button { background: transparent; color: var(--accent); } .danger { background: var(--bad); border-color: var(--bad); color: var(--box); }
.buttons { display: flex; gap: 1rem; align-items: center; margin-top: 1rem; } fieldset { border: 1px solid var(--rule); border-radius: 8px; margin: 1rem 0; padding: .25rem 1rem 1rem; } legend { font-weight: 600; padding: 0 .35rem; }
.choices { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: 0 1rem; } .choices .field { margin: .5rem 0; }
summary { cursor: pointer; color: var(--accent); font-weight: 600; padding: .25rem 0; width: fit-content; }
.tokens { list-style: none; margin: .75rem 0 0; padding: 0; display: grid; gap: 1rem; } .tokens > li { border-top: 1px solid var(--rule); padding-top: .75rem; }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: .5rem 1rem; margin: 0 0 .5rem; } dt { color: var(--quiet); font-size: .875rem; } dd { margin: 0; overflow-wrap: anywhere; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; } th, td { text-align: left; padding: .5rem 1rem .5rem 0; border-bottom: 1px solid var(--rule); vertical-align: top; }
code { font-family: ui-monospace, "Liberation Mono", monospace; white-space: nowrap; } [hidden] { display: none !important; }
@media (max-width: 48rem) { .columns { grid-template-columns: minmax(0, 1fr); padding: 1rem; } .copy { flex-wrap: wrap; } }
@media print { .skip, nav, form, details, .copy button { display: none; } }
`;
