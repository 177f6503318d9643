import java.io.FileInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Validate FLAVOURS FILE… : one line for each file and flavour, tab-separated:
 * file, flavour, "pass" or "fail", the rules that failed. FLAVOURS as veraPDF names them, with commas: 2a,ua1.
 */
public final class Validate {
    public static void main(String[] arguments) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        List<PDFAFlavour> flavours = Stream.of(arguments[0].split(",")).map(PDFAFlavour::byFlavourId).toList();
        for (int index = 1; index < arguments.length; index++) {
            for (ValidationResult result : results(arguments[index], flavours)) {
                String verdict = result.isCompliant() ? "pass\t" : "fail\t" + String.join("; ", failures(result));
                System.out.println(arguments[index] + "\t" + result.getPDFAFlavour().getId() + "\t" + verdict);
            }
        }
    }

    /** All flavours in one reading of the file. */
    private static List<ValidationResult> results(String file, List<PDFAFlavour> flavours) throws Exception {
        try (InputStream pdf = new FileInputStream(file);
                PDFAParser parser = Foundries.defaultInstance().createParser(pdf, flavours.get(0));
                PDFAValidator validator = Foundries.defaultInstance().createValidator(flavours)) {
            return validator.validateAll(parser);
        }
    }

    private static Set<String> failures(ValidationResult result) {
        Set<String> rules = new TreeSet<>();
        for (TestAssertion assertion : result.getTestAssertions()) {
            if (assertion.getStatus() == TestAssertion.Status.FAILED) {
                rules.add(assertion.getRuleId().getClause() + "-" + assertion.getRuleId().getTestNumber()
                        + " " + assertion.getMessage().replaceAll("\\s+", " "));
            }
        }
        return rules;
    }
}
