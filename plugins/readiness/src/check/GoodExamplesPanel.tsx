import { Link } from '@backstage/core-components';
import Typography from '@material-ui/core/Typography';
import { CheckDetails } from '@team-readiness/backstage-plugin-readiness-common';
import { Fragment } from 'react';
import { Panel } from '../layout';
import { useReadinessLinks } from '../links';
import { useReadinessTranslation } from '../translations';
import { goodExamples } from './goodExamples';

type TeamCount = CheckDetails['teams'][number];

/**
 * Teams whose services meet a check, each leading to those services.
 */
export function GoodExamplesPanel(props: { check: CheckDetails }) {
  const { check } = props;
  const { scorecard, id } = check.summary;
  const links = useReadinessLinks();
  const { t, words } = useReadinessTranslation();
  const { all, most } = goodExamples(check.teams);
  const teamLink = ({ team }: TeamCount, text: string) => (
    <Link
      to={links.check(scorecard, id, { team: team.ref, outcome: ['pass'] })}
    >
      {text}
    </Link>
  );
  const sentence = () => {
    if (all.length > 0) {
      return t('check.examples.all', {
        teams: (
          <>
            {all.map((each, index) => (
              <Fragment key={each.team.ref}>
                {index > 0 && ', '}
                {teamLink(
                  each,
                  t('check.examples.team', {
                    team: each.team.title,
                    count: each.counts.pass,
                  }),
                )}
              </Fragment>
            ))}
          </>
        ),
      });
    }
    if (!most) {
      return t('check.examples.none');
    }
    const { pass, fail, unknown, error } = most.counts;
    return t('check.examples.most', {
      team: teamLink(most, most.team.title),
      met: words.number(pass),
      all: words.number(pass + fail + unknown + error),
    });
  };
  return (
    <Panel title={t('check.examples.title')}>
      <Typography variant="body2" component="div">
        {sentence()}
      </Typography>
    </Panel>
  );
}
