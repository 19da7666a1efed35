export type { ChartPoint, ChartRange } from './measuredDays';
export * from './MovementChart';
export * from './Sparkline';
export * from './StackedBar';
export { TrendChart } from './TrendChart';
export type { ChartMark, ChartSeries } from './TrendChart';
export type { ChartUnit } from './trendWords';
export * from './useMeasuredWidth';
