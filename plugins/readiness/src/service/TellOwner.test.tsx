import { Entity } from '@backstage/catalog-model';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { cart, readiness, result } from '../__testUtils__/examples';
import { InMemoryReadinessApi } from '../__testUtils__/InMemoryReadinessApi';
import { renderService } from '../__testUtils__/renderService';
import { contactsOf, mailUrl } from './contactsOf';

const tell = "Is this wrong? Tell the check's owner";
const group = (changes: {
  email?: unknown;
  links?: Array<{ url: string; title?: string }>;
}): Entity =>
  ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: {
      name: 'developer-platform',
      namespace: 'default',
      links: changes.links,
    },
    spec: { type: 'team', children: [], profile: { email: changes.email } },
  } as Entity);
const scriptUrl = ['javascript', 'alert(1)'].join(':');

async function openOwner() {
  const slo = await screen.findByRole('article', { name: 'SLO' });
  await userEvent.click(within(slo).getByText(tell));
  return slo;
}

describe('TellOwner', () => {
  it('begins a letter to the owner of the check, and gives its links', async () => {
    renderService(new InMemoryReadinessApi(), '', [
      group({
        email: 'platform@harbour.example',
        links: [
          { url: 'https://chat.harbour.example/platform', title: 'Chat' },
          { url: scriptUrl, title: 'Trap' },
        ],
      }),
    ]);
    const slo = await openOwner();
    const mail = await within(slo).findByRole('link', {
      name: 'Write to platform@harbour.example',
    });
    const letter = new URL(mail.getAttribute('href')!);
    expect(letter.protocol).toBe('mailto:');
    expect(letter.pathname).toBe('platform@harbour.example');
    expect(letter.searchParams.get('subject')).toBe('SLO: wrong for Cart?');
    expect(letter.searchParams.get('body')).toContain(
      'No SLO document was found.',
    );
    expect(letter.searchParams.get('body')).toContain(
      '#service-readiness.slo-defined',
    );
    expect(within(slo).getByRole('link', { name: /Chat/ })).toHaveAttribute(
      'href',
      'https://chat.harbour.example/platform',
    );
    expect(within(slo).queryByText(/Trap/)).toBeNull();
  });

  it('leads to the owner and the check where no contact is known', async () => {
    renderService();
    const slo = await openOwner();
    expect(
      await within(slo).findByRole('link', { name: 'developer-platform' }),
    ).toHaveAttribute('href', '/readiness/teams/default/developer-platform');
    expect(
      within(slo).getByRole('link', { name: 'About this check' }),
    ).toHaveAttribute(
      'href',
      '/readiness/checks/service-readiness/slo-defined#owner',
    );
  });

  it('says that a standard names nobody', async () => {
    const api = new InMemoryReadinessApi();
    api.entity = {
      ...cart,
      scorecards: [readiness({ results: [result({ owner: null })] })],
    };
    renderService(api);
    const slo = await openOwner();
    expect(
      await within(slo).findByText(/The standard names no owner/),
    ).toBeVisible();
  });

  it('looks at a result again from where it is shown', async () => {
    const api = renderService();
    const slo = await screen.findByRole('article', { name: 'SLO' });
    await userEvent.click(
      within(slo).getByRole('button', { name: 'Refresh now' }),
    );
    expect(await screen.findByText('Level 2 Owned')).toBeInTheDocument();
    expect(api.asked.map(([name]) => name)).toContain('refreshEntity');
  });
});

describe('contactsOf', () => {
  it.each([
    'no address',
    'a@b?bcc=c@d',
    'a@b,c@d',
    'a%0A@b',
    '<a@b>',
    7,
    undefined,
  ])('takes %j for no address', email => {
    expect(contactsOf(group({ email })).email).toBeUndefined();
  });

  it('gives a few http(s) links', () => {
    const { links } = contactsOf(
      group({
        links: [
          { url: 'mailto:a@b' },
          ...Array.from({ length: 9 }, (_, index) => ({
            url: `https://example.com/${index}`,
          })),
        ],
      }),
    );
    expect(links.map(({ url }) => url)).toEqual([
      'https://example.com/0',
      'https://example.com/1',
      'https://example.com/2',
      'https://example.com/3',
    ]);
  });

  it('keeps what is filled in within its place', () => {
    expect(mailUrl('a@b.example', { subject: 'x&cc=y', body: 'z\n' })).toBe(
      'mailto:a@b.example?subject=x%26cc%3Dy&body=z%0A',
    );
  });
});
