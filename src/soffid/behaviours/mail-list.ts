import { InvalidValueError } from '../../errors/catalog';
import { detail } from '../../errors/detail';
import { fold } from '../../schema/comparable';
import type { Behaviour } from '../behaviour';
import { before } from '../behaviour';
import { MailDomain } from '../resource-types/mail-domain';

/** Mail lists (seed 001, MailList): none is made in, or moved to, a domain that is obsolete. */
export const mailListBehaviour: Behaviour = {
  async saving(change, { directory }) {
    const { domainName } = change.attributes;
    const previous = before(change)['domainName'];
    if (typeof domainName !== 'string' || fold(domainName) === fold(String(previous))) return change.attributes;
    const domain = await directory.findOne(MailDomain, 'name', domainName);
    if (domain?.attributes['obsolete'] === true) throw new InvalidValueError(detail`domainName is "${domainName}", which is obsolete`);
    return change.attributes;
  },
};
