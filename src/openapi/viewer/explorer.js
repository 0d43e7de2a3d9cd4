/* The explorer: reads the OpenAPI document of a service with the credential that is entered, and shows it. */
'use strict';

(() => {
  const element = (id) => document.getElementById(id);
  const form = element('sign-in');
  const service = element('service');
  const scheme = element('scheme');
  const userName = element('user-name');
  const secret = element('secret');
  const status = element('status');
  // What has been asked for last; an answer that comes late must not replace it.
  let latest = 0;

  function credential() {
    if (secret.value === '') return undefined;
    if (scheme.value === 'Bearer') return `Bearer ${secret.value}`;
    const bytes = new TextEncoder().encode(`${userName.value}:${secret.value}`);
    return `Basic ${btoa(String.fromCharCode(...bytes))}`;
  }

  function rootOf(option) {
    return new URL(option.value, document.baseURI).href.replace(/\/$/, '');
  }

  async function readDocument(root, authorization) {
    // Without "omit" the browser would open a dialog of its own where a service asks for Basic.
    const response = await fetch(`${root}/openapi.json`, { credentials: 'omit', headers: authorization === undefined ? {} : { Authorization: authorization } });
    if (response.ok) return response.json();
    if (response.status === 401) throw new Error(authorization === undefined ? 'This service asks for a credential.' : 'The credential is not accepted.');
    throw new Error(`The service answered ${response.status}.`);
  }

  function show(root, description, authorization) {
    // A new place each time: the viewer keeps what it knows with the old one.
    const place = document.createElement('div');
    element('viewer').replaceChildren(place);
    window.SwaggerUIBundle({
      // The service as this page reaches it, which may be by another name than the service knows.
      spec: { ...description, servers: [{ url: root }] },
      domNode: place,
      validatorUrl: null,
      docExpansion: 'list',
      defaultModelsExpandDepth: 0,
      displayRequestDuration: true,
      requestInterceptor: (request) => {
        const isOwn = request.url === root || request.url.startsWith(`${root}/`);
        request.credentials = 'omit';
        if (isOwn && authorization !== undefined) request.headers.Authorization ??= authorization;
        return request;
      },
    });
  }

  async function load() {
    const turn = (latest += 1);
    const root = rootOf(service);
    const authorization = credential();
    status.textContent = 'Loading…';
    try {
      const description = await readDocument(root, authorization);
      if (turn !== latest) return;
      show(root, description, authorization);
      status.textContent = '';
    } catch (error) {
      if (turn !== latest) return;
      element('viewer').replaceChildren();
      status.textContent = error.message;
    }
  }

  function chooseScheme() {
    element('user').hidden = scheme.value !== 'Basic';
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void load();
  });
  service.addEventListener('change', () => {
    // A credential of one service is none of another's business.
    secret.value = '';
    void load();
  });
  scheme.addEventListener('change', chooseScheme);
  chooseScheme();
  void load();
})();
