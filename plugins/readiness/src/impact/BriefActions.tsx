import FileCopyOutlinedIcon from '@material-ui/icons/FileCopyOutlined';
import GetAppIcon from '@material-ui/icons/GetApp';
import { PageActions, saveText } from '../layout';
import { useReadinessTranslation } from '../translations';

/**
 * What can be done with a brief: copied and saved as Markdown, sent as a link, printed.
 */
export function BriefActions(props: {
  /** Name of the file. */
  fileName: string;
  /** Where the brief is, in full. */
  address: string;
  /** Gives the brief as Markdown. */
  loadMarkdown(): Promise<string>;
}) {
  const { fileName, address, loadMarkdown } = props;
  const { t } = useReadinessTranslation();
  return (
    <PageActions
      address={address}
      actions={[
        {
          label: t('impact.share.copy'),
          icon: <FileCopyOutlinedIcon aria-hidden />,
          failedWords: t('layout.actions.notCopied'),
          run: async () => {
            await window.navigator.clipboard.writeText(await loadMarkdown());
            return t('impact.share.copied');
          },
        },
        {
          label: t('impact.share.download'),
          icon: <GetAppIcon aria-hidden />,
          failedWords: t('impact.share.downloadFailed'),
          run: async () => {
            saveText(fileName, await loadMarkdown(), 'text/markdown');
            return '';
          },
        },
      ]}
    />
  );
}
