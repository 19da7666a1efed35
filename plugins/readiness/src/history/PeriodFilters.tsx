import { makeStyles } from '@material-ui/core/styles';
import { areas } from '@team-readiness/backstage-plugin-readiness-common';
import { useSearchParams } from 'react-router-dom';
import { FilterSelect } from '../layout';
import { useReadinessTranslation } from '../translations';
import { DayField } from './DayField';
import { daysBefore, offeredDays, parseArea, Period, today } from './periods';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1.5, 2),
      paddingTop: theme.spacing(1),
    },
  }),
  { name: 'ReadinessPeriodFilters' },
);

const firstDay = '2000-01-01';

/**
 * Which days are looked at, and of which area; all of it is in the address.
 */
export function PeriodFilters(props: { period: Period }) {
  const { period } = props;
  const classes = useStyles();
  const { t, words } = useReadinessTranslation();
  const [parameters, setParameters] = useSearchParams();
  const now = today();
  const set = (changes: Record<string, string>) =>
    setParameters(
      previous => {
        const next = new URLSearchParams(previous);
        Object.entries(changes).forEach(([name, value]) =>
          value ? next.set(name, value) : next.delete(name),
        );
        return next;
      },
      { replace: true },
    );
  return (
    <div
      role="group"
      aria-label={t('history.period.filters')}
      className={classes.root}
    >
      <FilterSelect
        label={t('history.period.label')}
        value={period.days ? String(period.days) : ''}
        options={[
          ...offeredDays.map(days => ({
            value: String(days),
            label: t('history.period.last', { amount: days }),
          })),
          { value: '', label: t('history.period.own') },
        ]}
        onChange={days =>
          set(
            days
              ? { days, from: '', to: '' }
              : { days: '', from: period.from, to: period.to },
          )
        }
      />
      <DayField
        label={t('history.period.from')}
        value={period.from}
        min={firstDay}
        max={daysBefore(period.to, 1)}
        onChange={from => set({ days: '', from, to: period.to })}
      />
      <DayField
        label={t('history.period.to')}
        value={period.to}
        min={daysBefore(period.from, -1)}
        max={now}
        onChange={to => set({ days: '', from: period.from, to })}
      />
      <FilterSelect
        label={t('history.period.area')}
        value={parseArea(parameters) ?? ''}
        options={[
          { value: '', label: t('history.period.allAreas') },
          ...areas.map(area => ({ value: area, label: words.area(area) })),
        ]}
        onChange={area => set({ area })}
      />
    </div>
  );
}
