import { defineSchema } from '../../schema/define-schema';

/** The schema of the resource type OtpDevice. */
export const otpDeviceSchema = defineSchema({
  $id: 'urn:soffid:com.soffid.iam.addons.otp.common.OtpDevice',
  title: 'OtpDevice',
  description: 'Second factor of a user',
  type: 'object',
  required: ['type', 'user'],
  properties: {
    type: {
      type: 'string',
      description: 'TOTP, HOTP, EMAIL, SMS or PIN',
      mutability: 'immutable',
      enum: ['TOTP', 'HOTP', 'EMAIL', 'SMS', 'PIN'],
    },
    user: { type: 'string', description: 'User name of the owner' },
    name: { type: 'string', description: 'Name that tells the device from others', mutability: 'readOnly' },
    status: {
      type: 'string',
      description: 'C created, V validated, L locked, D disabled',
      default: 'C',
      enum: ['C', 'V', 'L', 'D'],
    },
    created: {
      type: 'string',
      format: 'local-date-time',
      description: 'When the device was registered',
      mutability: 'readOnly',
    },
    lastUsed: {
      type: 'string',
      format: 'local-date-time',
      description: 'When it was used last',
      mutability: 'readOnly',
    },
    lastSeen: {
      type: 'string',
      format: 'local-date-time',
      description: 'When it was seen last',
      mutability: 'readOnly',
    },
    fails: {
      type: 'integer',
      description: 'Wrong answers since the last right one',
      mutability: 'readOnly',
      default: 0,
    },
    email: { type: 'string', description: 'Address for codes by mail', mutability: 'immutable' },
    phone: { type: 'string', description: 'Number for codes by SMS', mutability: 'immutable' },
    pin: { type: 'string', description: 'Secret digits', mutability: 'writeOnly', returned: 'never' },
    image: {
      type: 'string',
      contentEncoding: 'base64',
      description: 'QR code to register the device with, as PNG',
      mutability: 'readOnly',
    },
    pngImage: { type: 'string', description: 'QR code as a data URL', mutability: 'readOnly' },
  },
});
