package io.recon.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Every place where the bytes of one class name or use float, double or their boxes. */
final class FloatingPointUses extends ClassVisitor {

    private static final Set<String> BOXES = Set.of("java/lang/Float", "java/lang/Double");

    /** Those that no descriptor and no constant gives away. */
    private static final Set<Integer> INSTRUCTIONS =
            Set.of(
                    Opcodes.FCONST_0,
                    Opcodes.FCONST_1,
                    Opcodes.FCONST_2,
                    Opcodes.DCONST_0,
                    Opcodes.DCONST_1,
                    Opcodes.FALOAD,
                    Opcodes.DALOAD,
                    Opcodes.FASTORE,
                    Opcodes.DASTORE,
                    Opcodes.FADD,
                    Opcodes.DADD,
                    Opcodes.FSUB,
                    Opcodes.DSUB,
                    Opcodes.FMUL,
                    Opcodes.DMUL,
                    Opcodes.FDIV,
                    Opcodes.DDIV,
                    Opcodes.FREM,
                    Opcodes.DREM,
                    Opcodes.FNEG,
                    Opcodes.DNEG,
                    Opcodes.I2F,
                    Opcodes.I2D,
                    Opcodes.L2F,
                    Opcodes.L2D,
                    Opcodes.F2I,
                    Opcodes.F2L,
                    Opcodes.F2D,
                    Opcodes.D2I,
                    Opcodes.D2L,
                    Opcodes.D2F,
                    Opcodes.FCMPL,
                    Opcodes.FCMPG,
                    Opcodes.DCMPL,
                    Opcodes.DCMPG,
                    Opcodes.FRETURN,
                    Opcodes.DRETURN);

    private static final Set<Integer> VARIABLE_INSTRUCTIONS =
            Set.of(Opcodes.FLOAD, Opcodes.DLOAD, Opcodes.FSTORE, Opcodes.DSTORE);

    private final Set<String> uses = new TreeSet<>();
    private String className = "";

    private FloatingPointUses() {
        super(Opcodes.ASM9);
    }

    /** Reads one class file to its end. */
    static FloatingPointUses in(InputStream bytes) throws IOException {
        FloatingPointUses found = new FloatingPointUses();
        new ClassReader(bytes).accept(found, ClassReader.SKIP_FRAMES);
        return found;
    }

    /** The class's name, with dots. */
    String className() {
        return className;
    }

    /** What was found, in words; empty for a class that is free of floating point. */
    Set<String> uses() {
        return uses;
    }

    @Override
    public void visit(
            int version,
            int access,
            String name,
            String signature,
            String superName,
            String[] interfaces) {
        className = name.replace('/', '.');
        checkSignature("type argument of the class", signature);
    }

    @Override
    public FieldVisitor visitField(
            int access, String name, String descriptor, String signature, Object value) {
        checkType("field " + name, Type.getType(descriptor));
        checkSignature("type argument of field " + name, signature);
        return null;
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String name, String descriptor, String signature, String[] exceptions) {
        checkType("parameter or result of " + name, Type.getMethodType(descriptor));
        checkSignature("type argument of " + name, signature);
        return new Instructions(name);
    }

    private void checkType(String place, Type type) {
        switch (type.getSort()) {
            case Type.FLOAT, Type.DOUBLE -> uses.add(place);
            case Type.ARRAY -> checkType(place, type.getElementType());
            case Type.OBJECT -> {
                if (BOXES.contains(type.getInternalName())) {
                    uses.add(place);
                }
            }
            case Type.METHOD ->
                    Stream.concat(
                                    Stream.of(type.getReturnType()),
                                    Stream.of(type.getArgumentTypes()))
                            .forEach(part -> checkType(place, part));
            default -> {
                // The whole-number types and void.
            }
        }
    }

    private void checkSignature(String place, String signature) {
        if (signature != null
                && BOXES.stream().anyMatch(box -> signature.contains("L" + box + ";"))) {
            uses.add(place);
        }
    }

    private final class Instructions extends MethodVisitor {

        private final String method;

        Instructions(String method) {
            super(Opcodes.ASM9);
            this.method = method;
        }

        @Override
        public void visitInsn(int opcode) {
            if (INSTRUCTIONS.contains(opcode)) {
                uses.add("instruction in " + method);
            }
        }

        @Override
        public void visitVarInsn(int opcode, int variable) {
            if (VARIABLE_INSTRUCTIONS.contains(opcode)) {
                uses.add("variable in " + method);
            }
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            if (opcode == Opcodes.NEWARRAY
                    && (operand == Opcodes.T_FLOAT || operand == Opcodes.T_DOUBLE)) {
                uses.add("array in " + method);
            }
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            checkType("type named in " + method, Type.getObjectType(type));
        }

        @Override
        public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
            checkType("array in " + method, Type.getType(descriptor));
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            checkType("use of field " + name + " in " + method, Type.getType(descriptor));
        }

        @Override
        public void visitMethodInsn(
                int opcode, String owner, String name, String descriptor, boolean isInterface) {
            checkType("call of " + name + " in " + method, Type.getMethodType(descriptor));
            checkType("call of " + name + " in " + method, Type.getObjectType(owner));
        }

        @Override
        public void visitInvokeDynamicInsn(
                String name, String descriptor, Handle bootstrap, Object... arguments) {
            checkType("call of " + name + " in " + method, Type.getMethodType(descriptor));
            for (Object argument : arguments) {
                checkConstant(argument);
            }
        }

        @Override
        public void visitLdcInsn(Object value) {
            checkConstant(value);
        }

        private void checkConstant(Object value) {
            String place = "constant in " + method;
            if (value instanceof Float || value instanceof Double) {
                uses.add(place);
            } else if (value instanceof Type type) {
                checkType(place, type);
            } else if (value instanceof Handle handle) {
                checkType(place, Type.getType(handle.getDesc()));
                checkType(place, Type.getObjectType(handle.getOwner()));
            } else if (value instanceof ConstantDynamic constant) {
                checkType(place, Type.getType(constant.getDescriptor()));
            }
        }
    }
}
