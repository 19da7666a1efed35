import { ownerContact } from './ownerContact';

const group = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'platform' },
};

describe('ownerContact', () => {
  it('writes to the mail address of the owner', () => {
    expect(
      ownerContact(
        { ...group, spec: { profile: { email: 'platform@harbour.example' } } },
        'A & B',
      ),
    ).toBe('mailto:platform@harbour.example?subject=A%20%26%20B');
  });

  it('takes a link that says it is for that', () => {
    const links = [
      { url: 'https://wiki.example', title: 'Wiki' },
      { url: 'https://chat.example/platform', title: 'Chat' },
    ];
    expect(
      ownerContact({ ...group, metadata: { ...group.metadata, links } }, ''),
    ).toBe('https://chat.example/platform');
  });

  it.each([
    [undefined],
    [group],
    [{ ...group, spec: { profile: 'x' } }],
    [{ ...group, spec: { profile: { email: 'a@b.c?cc=all@b.c' } } }],
    [
      {
        ...group,
        metadata: {
          name: 'x',
          links: [{ url: ['javascript', 'alert(1)'].join(':'), title: 'Chat' }],
        },
      },
    ],
  ])('knows none, or none that is safe, of %j', owner => {
    expect(ownerContact(owner, 'x')).toBeUndefined();
  });
});
