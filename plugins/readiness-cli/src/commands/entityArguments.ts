import { Command } from 'commander';

/** What a command is told of entities, and of what is asked of them. */
export interface EntityOptions {
  entity: string[];
  scorecards: string[];
  catalog: string[];
  policies: string[];
}

/**
 * Lets a command take catalog files, and the options of {@link EntityOptions}.
 *
 * @param scorecards - what the scorecards are for, in a few words
 */
export function addEntityArguments(
  command: Command,
  scorecards: string,
): Command {
  return command
    .argument(
      '<paths...>',
      'catalog files, or directories in which every catalog-info.yaml is read',
    )
    .option('--entity <refs...>', 'only these entities, by name or ref', [])
    .option(
      '--scorecards <paths...>',
      `${scorecards} (default: the built-in ones)`,
      [],
    )
    .option(
      '--catalog <paths...>',
      'further catalog files, e.g. with the Groups that own the entities',
      [],
    )
    .option(
      '--policies <paths...>',
      'ValidatingAdmissionPolicy files and compiled Rego policies that Kubernetes manifests have to pass',
      [],
    );
}
