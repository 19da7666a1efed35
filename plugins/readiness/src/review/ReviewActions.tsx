import EditIcon from '@material-ui/icons/Edit';
import { PageActions } from '../layout';
import { useReadinessTranslation } from '../translations';

/**
 * What can be done with a review: written down, sent as a link, printed.
 */
export function ReviewActions(props: {
  /** Where the page is, in full. */
  address: string;
  /** Where the form is within the page. */
  anchor: string;
}) {
  const { address, anchor } = props;
  const { t } = useReadinessTranslation();
  return (
    <PageActions
      address={address}
      actions={[
        {
          label: t('review.actions.write'),
          icon: <EditIcon aria-hidden />,
          to: `#${anchor}`,
        },
      ]}
    />
  );
}
