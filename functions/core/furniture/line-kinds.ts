/** What a line may be that is no part of the story. */
export type LineKind =
  | 'byline'
  | 'credit'
  | 'stamp'
  | 'sharing'
  | 'photo'
  | 'caption'
  | 'related'
  | 'promotion'
  | 'contact'
  | 'sign-off'
  | 'rights'
  | 'label';

/** Beside the story a weekday or a name in a line of its own is furniture; within it, it may be a heading. */
export type LinePlace = 'beside' | 'within';
