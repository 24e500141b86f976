/** What a signed manifest says of a picture, as far as the record has a place for it. */
import type { ContentCredentials } from '../../article/rights.ts';
import type { ItemRights } from '../../article/wire-item.ts';

export interface SignedPicture {
  credentials: ContentCredentials;
  /** Digital source type of the action that made the picture. */
  sourceType?: string;
  dataMining?: NonNullable<ItemRights['dataMining']>;
}

/** There is a manifest, and that is all that is known. */
export function unchecked(problem: string): ContentCredentials {
  return { validity: 'unchecked', signer: null, signed: null, generator: null, problems: [problem] };
}
