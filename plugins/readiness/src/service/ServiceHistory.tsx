import { stringifyEntityRef } from '@backstage/catalog-model';
import { Link } from '@backstage/core-components';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import { EntityName } from '@team-readiness/backstage-plugin-readiness-common';
import { DeliveryPanel } from '../delivery';
import { FoldedPanel } from '../layout';
import { useReadinessLinks } from '../links';
import { TrackRecord } from '../record';

const useStyles = makeStyles(
  theme => ({
    brief: {
      padding: theme.spacing(1.5, 2.5),
      '& a': { fontWeight: 600 },
      '& span': {
        marginLeft: theme.spacing(1.5),
        color: theme.palette.text.secondary,
        fontSize: theme.typography.body2.fontSize,
      },
    },
  }),
  { name: 'ReadinessServiceHistory' },
);

/**
 * What a service did: its deliveries and its track record, each loaded when it is opened, and the way to its impact
 * brief.
 */
export function ServiceHistory(props: { name: EntityName }) {
  const { name } = props;
  const classes = useStyles();
  const links = useReadinessLinks();
  return (
    <>
      <FoldedPanel
        title="Delivery"
        note="How changes reach production"
        anchor="delivery"
      >
        <DeliveryPanel name={name} flat />
      </FoldedPanel>
      <FoldedPanel
        title="Track record"
        note="What was done and written down"
        anchor="track-record"
      >
        <TrackRecord name={name} flat />
      </FoldedPanel>
      <Paper variant="outlined" className={classes.brief}>
        <Link to={links.impactBrief(stringifyEntityRef(name))}>
          Impact brief
        </Link>
        <span>Before and after for a quarter</span>
      </Paper>
    </>
  );
}
