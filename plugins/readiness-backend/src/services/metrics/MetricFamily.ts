/** One number of a family. */
export interface MetricSample {
  /** By name, in snake case. */
  labels: Readonly<Record<string, string>>;
  value: number;
}

/** Numbers of one kind, as monitoring takes them. */
export interface MetricFamily {
  /** In snake case, without a prefix; of a counter without `_total`. */
  name: string;
  type: 'gauge' | 'counter';
  /** One sentence. */
  help: string;
  samples: MetricSample[];
}

/** A family of numbers that rise and fall. */
export function gauge(
  name: string,
  help: string,
  samples: MetricSample[],
): MetricFamily {
  return { name, type: 'gauge', help, samples };
}
