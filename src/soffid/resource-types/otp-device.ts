import { defineResourceType } from '../../schema/define-resource-type';
import { otpDeviceSchema } from '../schemas/otp-device';
import { metaWith } from './meta-with';
import { urnsEndingWith } from './urns-ending-with';

/** Second factors of users. */
export const OtpDevice = defineResourceType({
  name: 'OtpDevice',
  endpoint: '/OtpDevice',
  schema: otpDeviceSchema,
  storageName: 'soffid.OtpDevice',
  identifiers: 'integer',
  aliases: { schemas: [urnsEndingWith('OtpDevice')] },
  meta: metaWith({
    requestChallenge: 'OtpDevice/{id}/requestChallenge',
    responseChallenge: 'OtpDevice/{id}/responseChallenge',
  }),
});
