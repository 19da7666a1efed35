/** An entity that goes on under another ref. */
export interface Rename {
  /** Its key, which stays. */
  id: number;
  /** The ref that it had. */
  from: string;
  /** What it is called now; the kind is the same. */
  to: { ref: string; namespace: string; name: string };
}
