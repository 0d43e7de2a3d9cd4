import type { CustomMetadata } from '../metadata/custom-attribute';
import type { OtpSettings } from '../otp/otp-options';
import type { Reference } from '../references/reference';

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
  readonly metadata: CustomMetadata;
  /** By which resources name others, those of the metadata among them. */
  readonly references: readonly Reference[];
}
