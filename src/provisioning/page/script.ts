/** The script of the page: it copies. Without it the page does all the same, and its digest is part of the policy. */
export const script = `
for (const button of document.querySelectorAll('button[data-copy]')) {
  const field = document.getElementById(button.dataset.copy);
  const status = document.getElementById(button.dataset.copy + '-status');
  button.hidden = false;
  button.addEventListener('click', async () => {
    field.select();
    try { await navigator.clipboard.writeText(field.value); } catch { document.execCommand('copy'); }
    status.textContent = '';
    setTimeout(() => { status.textContent = status.dataset.copied; }, 50);
  });
}
`;
