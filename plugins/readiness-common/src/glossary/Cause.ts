/**
 * Why a result changed.
 *
 * @public
 */
export type Cause =
  | 'data'
  | 'standard'
  | 'exemption'
  | 'time'
  | 'applicability'
  | 'ownership'
  | 'dependency'
  | 'collector'
  | 'created'
  | 'removed';
