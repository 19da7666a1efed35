import { makeStyles, useTheme } from '@material-ui/core/styles';
import { useMeasuredWidth } from '@team-readiness/backstage-plugin-readiness-react';
import { useReadinessTranslation } from '../translations';
import { ChartLegend } from './ChartLegend';
import { ChartWeek } from './chartWeeks';
import { chartWords, deploymentWords } from './chartWords';
import { DayMark } from './DayMark';
import { monthLabels, place } from './chartPlaces';
import { mondayFirst } from './weekdayWords';

/** A day on which something was done, drawn as a line. */
export interface ChartLine {
  /** ISO date. */
  date: string;
  words: string;
}

const useStyles = makeStyles(
  theme => ({
    figure: { margin: 0, minWidth: 0 },
    drawing: { minWidth: 0, overflow: 'hidden' },
    svg: { display: 'block', fontFamily: 'inherit' },
    label: { fontSize: 12, fill: theme.palette.text.secondary },
    strong: { fontSize: 12, fontWeight: 600, fill: theme.palette.text.primary },
  }),
  { name: 'ReadinessDeploymentChart' },
);

/**
 * Deployments of each week as bars, and below them of each day, a column a week and a row a weekday, so that a
 * weekday on which more fails stands out. What failed differs in shape too.
 */
export function DeploymentChart(props: {
  weeks: readonly ChartWeek[];
  /** What was done about it. */
  lines: readonly ChartLine[];
}) {
  const { weeks, lines } = props;
  const classes = useStyles();
  const theme = useTheme();
  const { t, words } = useReadinessTranslation();
  const [ref, width] = useMeasuredWidth(800);
  const dark = theme.palette.type === 'dark';
  const good = theme.palette.primary.main;
  const bad = dark ? theme.palette.error.light : theme.palette.error.main;
  const quiet = theme.palette.text.secondary;
  const paper = theme.palette.background.paper;
  const days = weeks.flatMap(week => week.days);
  const most = {
    deployments: Math.max(1, ...days.map(day => day.deployments)),
    failures: Math.max(1, ...days.map(day => day.failures)),
  };
  const mostOfWeek = Math.max(1, ...weeks.map(week => week.deployments));
  const hasIncidents = weeks.some(week => week.incidents > 0);
  const places = place({
    width,
    weeks: weeks.length,
    mostOfWeek,
    hasIncidents,
  });

  return (
    <figure className={classes.figure}>
      <div ref={ref} className={classes.drawing}>
        <svg
          role="img"
          aria-label={chartWords(t, words, weeks)}
          width={width}
          height={places.height}
          className={classes.svg}
        >
          <line
            x1={places.left}
            x2={width}
            y1={places.barTop}
            y2={places.barTop}
            stroke={theme.palette.divider}
          />
          <line
            x1={places.left}
            x2={width}
            y1={places.barBase}
            y2={places.barBase}
            stroke={quiet}
          />
          <text
            x={places.left - 8}
            y={places.barTop + 4}
            textAnchor="end"
            className={classes.label}
          >
            {mostOfWeek}
          </text>
          <text
            x={places.left - 8}
            y={places.barBase}
            textAnchor="end"
            className={classes.label}
          >
            0
          </text>
          {mondayFirst.map((day, weekday) => (
            <text
              key={day}
              x={places.left - 8}
              y={places.dayY(weekday) + 4}
              textAnchor="end"
              className={classes.label}
            >
              {words.weekday(day, 'short')}
            </text>
          ))}
          {weeks.map((week, index) => {
            const x = places.weekX(index);
            const failed = places.barHeight(week.failures);
            const fine = places.barHeight(week.deployments - week.failures);
            const bar = places.barWidth;
            return (
              <g key={week.days[0].date}>
                {fine > 0 && (
                  <rect
                    x={x - bar / 2}
                    y={places.barBase - fine}
                    width={bar}
                    height={fine}
                    fill={good}
                  />
                )}
                {failed > 0 && (
                  <rect
                    x={x - bar / 2 + 0.75}
                    y={places.barBase - fine - failed + 0.75}
                    width={bar - 1.5}
                    height={Math.max(failed - 1.5, 0.5)}
                    fill={paper}
                    stroke={bad}
                    strokeWidth={1.5}
                  />
                )}
                <rect
                  x={x - places.column / 2}
                  y={places.barTop}
                  width={places.column}
                  height={places.barBase - places.barTop}
                  fill="transparent"
                >
                  <title>
                    {t('delivery.chart.week', {
                      day: words.day(week.days[0].date),
                      what: deploymentWords(t, week),
                    })}
                  </title>
                </rect>
                {week.days.map(day => (
                  <DayMark
                    key={day.date}
                    day={day}
                    x={x}
                    y={places.dayY(day.weekday)}
                    size={places.cell}
                    most={most}
                    colours={{ good, bad, quiet, paper }}
                  />
                ))}
                {week.incidents > 0 && (
                  <path
                    d={`M${x} ${places.incidentY - places.cell / 2}l${
                      places.cell / 2
                    } ${places.cell / 2}l${-places.cell / 2} ${
                      places.cell / 2
                    }l${-places.cell / 2} ${-places.cell / 2}z`}
                    fill={theme.palette.text.primary}
                  >
                    <title>
                      {t('delivery.chart.week', {
                        day: words.day(week.days[0].date),
                        what: t('delivery.chart.incidents', {
                          count: week.incidents,
                        }),
                      })}
                    </title>
                  </path>
                )}
              </g>
            );
          })}
          {monthLabels(words, weeks, places.column).map(({ index, label }) => (
            <text
              key={index}
              x={places.weekX(index) - places.cell / 2}
              y={places.height - 4}
              className={classes.label}
            >
              {label}
            </text>
          ))}
          {lines.map(line => {
            const index = weeks.findIndex(week =>
              week.days.some(({ date }) => date === line.date.slice(0, 10)),
            );
            const x = places.weekX(index);
            return index < 0 ? null : (
              <g key={`${line.date} ${line.words}`}>
                <line
                  x1={x}
                  x2={x}
                  y1={places.barTop - 4}
                  y2={places.height - 18}
                  stroke={theme.palette.text.primary}
                  strokeDasharray="4 3"
                />
                <text
                  x={x}
                  y={places.barTop - 9}
                  textAnchor={index > weeks.length / 2 ? 'end' : 'start'}
                  className={classes.strong}
                >
                  {line.words}
                </text>
              </g>
            );
          })}
        </svg>
      </div>
      <ChartLegend
        colours={{ good, bad, quiet, paper }}
        incidents={hasIncidents}
      />
    </figure>
  );
}
