package app.driftless.core.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import app.driftless.core.repo.RepoProblem;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    @Test
    void aProblemNamesItsObjectInBothLanguages() {
        Problem problem = Problem.of(RepoProblem.NOT_A_REPOSITORY, "shop");
        String english = new Texts(Locale.ENGLISH).text(problem).sentence();
        String chinese = new Texts(Locale.SIMPLIFIED_CHINESE).text(problem).sentence();
        assertEquals(
                "shop can't be opened as a repository. The folder is not a Git work tree. Nothing was changed. "
                        + "Choose a folder that holds a Git repository, or clone one. [REPO-001]",
                english);
        assertTrue(chinese.startsWith("无法将 shop"), chinese);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:hunter2@example.org/x",
                "Authorization: Bearer hunter2",
                "password=hunter2",
                "token: hunter2",
                "-----BEGIN PRIVATE KEY-----\nhunter2\n-----END PRIVATE KEY-----"
            })
    void credentialsNeverReachTheDetails(String text) {
        Problem problem = Problem.of(RepoProblem.NOT_A_REPOSITORY, "x").withDetails(text);
        assertFalse(String.valueOf(problem.details()).contains("hunter2"), problem::details);
    }

    @Test
    void itRunsInItsNamedModule() {
        assertTrue(Texts.class.getModule().isNamed(), "Surefire has left the module path");
    }
}
