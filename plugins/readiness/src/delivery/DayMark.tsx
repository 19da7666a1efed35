import { useReadinessTranslation } from '../translations';
import { ChartDay } from './chartWeeks';
import { deploymentWords } from './chartWords';

/** Colours of the marks; what they say is in their shapes too. */
export interface MarkColours {
  good: string;
  bad: string;
  quiet: string;
  paper: string;
}

/** A deployed day: a filled disc. */
export function DeployedMark(props: {
  x: number;
  y: number;
  r: number;
  colours: MarkColours;
}) {
  const { x, y, r, colours } = props;
  return <circle cx={x} cy={y} r={r} fill={colours.good} />;
}

/** A day on which something failed: a ring with a cross. */
export function FailedMark(props: {
  x: number;
  y: number;
  r: number;
  colours: MarkColours;
}) {
  const { x, y, r, colours } = props;
  const arm = r * 0.55;
  return (
    <g fill="none" stroke={colours.bad} strokeWidth={r > 4 ? 1.75 : 1.25}>
      <circle cx={x} cy={y} r={Math.max(r - 0.75, 1)} fill={colours.paper} />
      <path
        d={`M${x - arm} ${y - arm}L${x + arm} ${y + arm}M${x - arm} ${
          y + arm
        }L${x + arm} ${y - arm}`}
      />
    </g>
  );
}

/** A day without a deployment: a dot. */
export function QuietMark(props: {
  x: number;
  y: number;
  colours: MarkColours;
}) {
  const { x, y, colours } = props;
  return <circle cx={x} cy={y} r={1.25} fill={colours.quiet} />;
}

/**
 * One day of the chart; nothing where nothing is known of it.
 */
export function DayMark(props: {
  day: ChartDay;
  x: number;
  y: number;
  /** Within which it is drawn, in pixels. */
  size: number;
  /** Deployments of the day with most, and failures of that with most failures. */
  most: { deployments: number; failures: number };
  colours: MarkColours;
}) {
  const { day, x, y, size, most, colours } = props;
  const { deployments, failures, isKnown } = day;
  const { t, words } = useReadinessTranslation();
  if (!isKnown) {
    return null;
  }
  if (deployments === 0) {
    return <QuietMark x={x} y={y} colours={colours} />;
  }
  // The area grows with the number, and one is still seen.
  const radius = (part: number, whole: number) =>
    (size / 2) * Math.max(Math.sqrt(part / whole), 0.6);
  return (
    <g>
      <title>
        {t('delivery.chart.day', {
          day: words.day(day.date),
          what: deploymentWords(t, day),
        })}
      </title>
      {failures > 0 ? (
        <FailedMark
          x={x}
          y={y}
          r={Math.max(radius(failures, most.failures), size * 0.35)}
          colours={colours}
        />
      ) : (
        <DeployedMark
          x={x}
          y={y}
          r={radius(deployments, most.deployments)}
          colours={colours}
        />
      )}
    </g>
  );
}
