import { z } from 'zod';

/** Where one document of several stands, as fields of its row in a fact. */
export const documentPlace = {
  path: z.string().describe("Relative to the entity's directory."),
  url: z
    .string()
    .nullable()
    .describe('http(s) address, or null for local files.'),
};
