import { useApi } from '@backstage/core-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  CheckAdoptionList,
  CheckSummary,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  readinessApiRef,
  Sparkline,
} from '@team-readiness/backstage-plugin-readiness-react';
import { createContext, ReactNode, useContext, useMemo } from 'react';
import { changeWords } from '../layout';
import { useLoaded } from '../loading';
import { useReadinessTranslation } from '../translations';

type Course = CheckAdoptionList['items'][number];

/** What is known of the days before, of all checks. */
interface Courses {
  from: string;
  to: string;
  ofCheck: ReadonlyMap<string, Course>;
}

const CoursesContext = createContext<Courses | undefined>(undefined);
const width = 72;
const height = 18;

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      alignItems: 'baseline',
      gap: theme.spacing(1),
      whiteSpace: 'nowrap',
    },
    // Keeps the room of the line, which comes later than the row.
    line: { display: 'inline-flex', alignSelf: 'center', width, height },
    points: { minWidth: '2.25em', textAlign: 'right' },
    still: { color: theme.palette.text.secondary },
    spoken: {
      position: 'absolute',
      width: 1,
      height: 1,
      margin: -1,
      overflow: 'hidden',
      clip: 'rect(0 0 0 0)',
      whiteSpace: 'nowrap',
    },
    cell: { position: 'relative' },
  }),
  { name: 'ReadinessAdoptionCourse' },
);

const nameOf = (check: { scorecard: string; id: string }) =>
  `${check.scorecard}/${check.id}`;

/**
 * Asks once, and after its children are there, how the adoption of all checks went. What cannot be loaded is left out: the
 * rows say where each check stands without it.
 */
export function AdoptionCourses(props: {
  /** Says which versions are shown: others have a course of their own. */
  versions: string;
  children: ReactNode;
}) {
  const api = useApi(readinessApiRef);
  const { value } = useLoaded(props.versions, () =>
    api.history.listCheckAdoption(),
  );
  const courses = useMemo(
    () =>
      value && {
        from: value.from,
        to: value.to,
        ofCheck: new Map(
          value.items.map(item => [
            nameOf({ scorecard: item.scorecard, id: item.check }),
            item,
          ]),
        ),
      },
    [value],
  );
  return (
    <CoursesContext.Provider value={courses}>
      {props.children}
    </CoursesContext.Provider>
  );
}

/**
 * How the adoption of a check went: a line over 90 days as soon as {@link AdoptionCourses} knows it, and the change over 30 days in
 * points. Where nothing changed, a dash.
 */
export function AdoptionCourse(props: { check: CheckSummary }) {
  const { check } = props;
  const classes = useStyles();
  const reader = useReadinessTranslation();
  const { t, words } = reader;
  const courses = useContext(CoursesContext);
  const course = courses?.ofCheck.get(nameOf(check));
  const change = course?.change ?? check.change;
  const points = Math.round(change?.points ?? 0);
  const spoken = change
    ? changeWords(change, reader)
    : t('layout.change.nothingToCompare');
  const hint = change
    ? t('layout.change.comparedWith', { day: words.day(change.since) })
    : spoken;
  // A line of one day says nothing.
  const isDrawn = course?.points.some(({ day }) => day !== courses?.to);
  return (
    <span className={classes.root}>
      <span className={classes.line}>
        {courses && course && isDrawn && (
          <Sparkline
            label={t('standards.checks.courseOf', { check: check.title })}
            points={course.points.map(({ day, adoption }) => ({
              day,
              value: adoption,
            }))}
            from={courses.from}
            to={courses.to}
            width={width}
            height={height}
          />
        )}
      </span>
      <span
        className={`${classes.cell} ${classes.points} ${
          points === 0 ? classes.still : ''
        }`}
        title={hint}
      >
        <span aria-hidden>{points === 0 ? '–' : words.signed(points)}</span>
        <span className={classes.spoken}>{spoken}</span>
      </span>
    </span>
  );
}
