import { Monitoring } from '../../database/operations/monitoring';
import { machineryFamilies } from './machineryFamilies';
import { MetricFamily } from './MetricFamily';
import { standingFamilies } from './standingFamilies';

const nothing: Monitoring = {
  waiting: 0,
  waitingMs: 0,
  collectors: [],
  problems: [],
  reactions: [],
};

/** What there is to read, without reading it. */
export function describeMetrics(options: {
  teamMetrics: boolean;
}): Array<Omit<MetricFamily, 'samples'>> {
  return [
    ...standingFamilies([], options.teamMetrics),
    ...machineryFamilies(nothing, new Date(0)),
  ].map(({ name, type, help }) => ({ name, type, help }));
}
