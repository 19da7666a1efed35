import { StoredNumber, TableColumns } from './TableColumns';

/** Something that is broken. A reporter replaces its rows of an entity, or its rows without one, as a whole. */
export interface ProblemsRow {
  id: number;
  reporter: string;
  subject: string;
  name: string;
  entity_id: number | null;
  source: string | null;
  line: number | null;
  column: number | null;
  message: string;
  /** Lines around the place, with a mark below it. */
  excerpt: string | null;
  seen_at: StoredNumber;
}

/** Tables of what is broken. */
export interface ProblemTables {
  problems: ProblemsRow;
}

/** The columns of {@link ProblemTables}. */
export const problemColumns: TableColumns<ProblemTables> = {
  problems: {
    id: 'bigint',
    reporter: 'text',
    subject: 'text',
    name: 'text',
    entity_id: 'integer',
    source: 'text',
    line: 'integer',
    column: 'integer',
    message: 'text',
    excerpt: 'text',
    seen_at: 'bigint',
  },
};
