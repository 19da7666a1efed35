import {
  CollectorDocument,
  FactSchema,
  Problem,
  PushedCollectorDocument,
} from '@team-readiness/backstage-plugin-readiness-common';

/**
 * A recipe whose expressions compile, or the description of a pushed fact.
 *
 * @public
 */
export interface CompiledCollector {
  /** Id of its fact. */
  readonly name: string;
  readonly document: CollectorDocument | PushedCollectorDocument;
  /** SHA-256 (hex) of the canonical document with defaults: equal content, equal version. */
  readonly contentHash: string;
  /** What conditions may read of it. */
  readonly fact: FactSchema;
}

/**
 * What came out of reading `Collector` documents.
 *
 * @public
 */
export interface ReadCollectorsResult {
  /** Sorted by name. */
  collectors: CompiledCollector[];
  problems: Problem[];
}
