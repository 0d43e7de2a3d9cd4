import type { OtpSettings } from '../otp/otp-options';

/** What behaviours are made with. */
export interface BehaviourParts {
  /** `undefined`: there is no key to encrypt secrets with. */
  readonly otp: OtpSettings | undefined;
  /** Whether what ends is kept. */
  readonly history: boolean;
  /** Days until a password expires. */
  readonly passwordTerm: number;
  /** Who has to settle issues. */
  readonly issueActor: string;
}
