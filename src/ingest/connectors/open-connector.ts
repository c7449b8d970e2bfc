import { join } from 'node:path';
import { programVersion, type SourceConfig, type Workspace } from '../../config.js';
import type { Log } from '../../log.js';
import type { Delivery } from '../deliveries.js';
import type { Connector, Effects } from './connector.js';

export interface ConnectorContext {
  readonly workspace: Workspace;
  readonly known: readonly Delivery[];
  readonly now: Date;
  readonly log: Log;
  readonly effects: Effects;
  /** Where downloads lie until they are landed. */
  readonly temporaryDir: string;
}

/** Opens the connector of a source's kind; what a kind needs is loaded only when it is used. */
export async function openConnector(
  source: SourceConfig,
  context: ConnectorContext,
): Promise<Connector> {
  const { workspace, effects, temporaryDir } = context;
  let count = 0;
  const newPath = (): string => join(temporaryDir, `${source.id}-${++count}`);
  if (source.kind === 'folder') {
    const { folderConnector } = await import('./folder.js');
    return folderConnector(source, workspace.dir, newPath);
  }
  if (source.kind === 'sftp') {
    const { sftpConnector } = await import('./sftp.js');
    return sftpConnector({ source, workspaceDir: workspace.dir, effects, newPath });
  }
  const { httpsConnector } = await import('./https.js');
  const { openFetches } = await import('./fetches.js');
  const fetches = openFetches(workspace, context.log);
  const { known, now } = context;
  return httpsConnector({
    source,
    effects,
    fetches,
    known,
    now,
    newPath,
    programVersion: programVersion(),
  });
}
