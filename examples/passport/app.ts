import express from 'express';
import { BasicStrategy } from 'passport-http';
import { MemoryStore, createScimRouter, passportAuth } from 'scim-router';
import type { Access, Grant, Principal } from 'scim-router';

interface Administrator extends Principal {
  readonly role: 'hr' | 'helpdesk';
}

/** Any Passport strategy; it needs neither sessions nor `passport.initialize()`. */
const strategy = new BasicStrategy((username, password, done) => {
  if (username === 'hr' && password === 'correct-horse') done(null, { id: 'hr', role: 'hr' });
  else if (username === 'desk' && password === 'battery-staple') done(null, { id: 'desk', role: 'helpdesk' });
  else done(null, false);
});

/** HR may do everything; the help desk reads active people, and nothing of where they live. */
function authorize({ operation, context: { principal } }: Access<Administrator>): boolean | Grant {
  if (principal.role === 'hr') return true;
  if (operation !== 'get' && operation !== 'query') return false;
  return { readable: { except: ['addresses'] }, where: 'active eq true' };
}

export function createApp() {
  const authz = passportAuth<Administrator>(strategy, {
    scheme: { type: 'httpbasic', name: 'HTTP Basic', description: 'User name and password', challenge: 'Basic realm="scim"' },
    toPrincipal: (user) => user as Administrator,
    authorize,
  });
  return express().use('/scim/v2', createScimRouter(new MemoryStore(), authz));
}
