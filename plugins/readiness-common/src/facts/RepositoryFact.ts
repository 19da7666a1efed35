/**
 * What is known of one Markdown document. Never its text.
 *
 * @public
 */
export type DocumentFact = {
  /** Relative to the root that was read. */
  path: string;
  /** http(s) address of the document, or null for local files. */
  url: string | null;
  /** Words outside code and front matter, less the lines equal to the template's skeleton. */
  words: number;
  /** Heading texts, lower case, at most 100, in order. */
  headings: string[];
  /**
   * Sections found by the documented synonym list, sorted: `impact`, `symptoms`,
   * `diagnosis`, `mitigation`, `resolution`, `rollback`, `escalation`.
   */
  sections: string[];
  /** Holds a code block, an inline command or a link. */
  hasCommandOrLink: boolean;
  /** `reviewed` or `last_reviewed` of the front matter as ISO date, or null. */
  reviewedAt: string | null;
  /** ISO time of the last commit that changed it, where local git or the host says so; else null. */
  changedAt: string | null;
  /** Names of the entity's dependencies (see CatalogFact.dependencies) that the text mentions. */
  dependenciesNamed: string[];
};

/**
 * Fact of the collector `repository`.
 *
 * @public
 */
export type RepositoryFact = {
  /** Where it was read: a URL of the tree, or a path relative to the allowed directory. */
  location: string;
  /** Commit or ETag of the tree, where the source gives one. */
  revision: string | null;
  readme: DocumentFact | null;
  /** The best of the runbooks found: the one with the most sections, then words. */
  runbook: DocumentFact | null;
  /** How many runbooks there are. */
  runbooks: number;
  architecture: DocumentFact | null;
};
