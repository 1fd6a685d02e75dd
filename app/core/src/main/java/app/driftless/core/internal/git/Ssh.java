package app.driftless.core.internal.git;

import app.driftless.core.flow.Workers;
import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.eclipse.jgit.errors.TransportException;
import org.eclipse.jgit.transport.CredentialsProvider;
import org.eclipse.jgit.transport.RemoteSession;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.sshd.JGitKeyCache;
import org.eclipse.jgit.transport.sshd.ServerKeyDatabase;
import org.eclipse.jgit.transport.sshd.SshdSession;
import org.eclipse.jgit.transport.sshd.SshdSessionFactory;
import org.eclipse.jgit.transport.sshd.agent.Connector;
import org.eclipse.jgit.transport.sshd.agent.ConnectorFactory;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/// The SSH sessions of one conversation: with the person's agent, keys, `~/.ssh/config` and known hosts. Nothing of
/// the repository counts.
final class Ssh extends SshSessionFactory implements Closeable {
    private final Person person;
    private final Conversation conversation;
    private final Workers workers;
    private final HostKeys hostKeys = new HostKeys();
    private final Sessions sessions;

    Ssh(Person person, Conversation conversation, Workers workers) {
        this.person = person;
        this.conversation = conversation;
        this.workers = workers;
        this.sessions = new Sessions();
    }

    HostKeys hostKeys() {
        return hostKeys;
    }

    @Override
    public String getType() {
        return sessions.getType();
    }

    /// Connecting can't be broken off, so it is waited for on another thread; a session that comes too late is
    /// closed.
    @Override
    public RemoteSession getSession(URIish uri, CredentialsProvider credentials, FS fs, int millis)
            throws TransportException {
        var connecting = new CompletableFuture<SshdSession>();
        workers.io("ssh " + uri.getHost(), () -> {
            try {
                SshdSession session = sessions.getSession(uri, credentials, fs, millis);
                if (!connecting.complete(session)) {
                    session.disconnect();
                }
            } catch (TransportException | RuntimeException e) {
                connecting.completeExceptionally(e);
            }
        });
        conversation.onBreakOff(() -> connecting.completeExceptionally(new IOException("broken off")));
        try {
            SshdSession session = conversation.await(() -> result(connecting));
            conversation.onBreakOff(session::disconnect);
            return session;
        } catch (TransportException e) {
            throw e;
        } catch (IOException e) {
            throw new TransportException(uri, String.valueOf(e.getMessage()), e);
        }
    }

    private static SshdSession result(CompletableFuture<SshdSession> connecting) throws IOException {
        try {
            return connecting.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while connecting", e);
        }
    }

    @Override
    public void releaseSession(RemoteSession session) {
        session.disconnect();
    }

    @Override
    public void close() {
        sessions.close();
    }

    private final class Sessions extends SshdSessionFactory {
        Sessions() {
            super(new JGitKeyCache(), null);
            setHomeDirectory(person.home().toFile());
            setSshDirectory(person.home().resolve(".ssh").toFile());
        }

        @Override
        protected ServerKeyDatabase createServerKeyDatabase(File home, File ssh) {
            return hostKeys.over(super.createServerKeyDatabase(home, ssh));
        }

        @Override
        protected String getDefaultPreferredAuthentications() {
            return "publickey";
        }

        /// The agent of the person's environment, which need not be that of this process: a program started from a
        /// desktop menu lacks what the login shell sets.
        @Override
        protected @Nullable ConnectorFactory getConnectorFactory() {
            ConnectorFactory inner = super.getConnectorFactory();
            return inner == null ? null : new AgentOfPerson(inner, person);
        }
    }

    private record AgentOfPerson(ConnectorFactory inner, Person person) implements ConnectorFactory {
        @Override
        public Connector create(@Nullable String agent, File home) throws IOException {
            String named = person.environment().get("SSH_AUTH_SOCK");
            return inner.create(agent == null || agent.isEmpty() ? named : agent, home);
        }

        @Override
        public boolean isSupported() {
            return inner.isSupported();
        }

        @Override
        public String getName() {
            return inner.getName();
        }

        @Override
        public Collection<ConnectorDescriptor> getSupportedConnectors() {
            return inner.getSupportedConnectors();
        }

        @Override
        public ConnectorDescriptor getDefaultConnector() {
            return inner.getDefaultConnector();
        }
    }
}
