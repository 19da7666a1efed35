export async function measureSources() {
  return [];
}
export const sourceRows = () => [['']];
